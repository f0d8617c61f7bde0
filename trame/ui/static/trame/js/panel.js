// A panel of filters makes a short address: what is empty limits nothing, and need not be said.
const fields = () => document.querySelectorAll(".panel :is(input, select)[name]");

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".panel")) return;
  for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
});

// Coming back to the page, they can be filled again.
window.addEventListener("pageshow", () => {
  for (const field of fields()) field.disabled = false;
});
