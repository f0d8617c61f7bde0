// Steppers, and « Non renseigné » computed from the total while one types.
function whole(input) {
  const value = Number.parseInt(input?.value, 10);
  return Number.isNaN(value) ? 0 : value;
}

function bound(input, name, fallback) {
  return input[name] === "" ? fallback : Number(input[name]);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  const input = button?.parentElement.querySelector("input");
  if (!input) return;
  const next = whole(input) + Number(button.dataset.step);
  input.value = Math.min(Math.max(next, bound(input, "min", 0)), bound(input, "max", Infinity));
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

function refresh(output) {
  const total = whole(document.getElementById(output.dataset.total));
  const parts = [...output.htmlFor].filter((id) => id !== output.dataset.total);
  const left = total - parts.reduce((sum, id) => sum + whole(document.getElementById(id)), 0);
  output.value = left < 0 ? "—" : String(left);
  const known = output.closest("[data-counts]")?.querySelector("[data-known]");
  if (known && total > 0) known.setAttribute("width", `${(100 * Math.min(total - left, total)) / total}%`);
}

document.addEventListener("input", (event) => {
  if (!event.target.closest(".step")) return;
  for (const output of document.querySelectorAll("output[data-total]")) {
    if (output.htmlFor.contains(event.target.id)) refresh(output);
  }
});

// What is typed replaces the 0 that is there, wherever the finger fell: beside it, « 1 0 » would make 100.
let entered = null;
document.addEventListener("focusin", (event) => {
  entered = event.target.closest(".step input");
});
document.addEventListener("click", (event) => {
  if (entered && event.target === entered) entered.select();
  entered = null;
});
