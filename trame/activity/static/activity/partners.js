// One more line for a partner, without leaving the page; where there is no script, the server answers with more lines.
const MOST = 30;

function numbered(element, number) {
  for (const name of ["name", "id", "for", "aria-describedby"]) {
    const value = element.getAttribute(name);
    if (value) element.setAttribute(name, value.replace(/partner_\d+_/g, `partner_${number}_`));
  }
}

function emptied(line, number) {
  const added = line.cloneNode(true);
  for (const error of added.querySelectorAll(".err")) error.remove();
  for (const field of added.querySelectorAll(".bad")) field.classList.remove("bad");
  for (const element of added.querySelectorAll("*")) numbered(element, number);
  for (const control of added.querySelectorAll("input, select")) {
    control.value = "";
    for (const name of ["aria-invalid", "aria-describedby", "autofocus"]) control.removeAttribute(name);
  }
  added.querySelector("[data-number]").textContent = String(number);
  return added;
}

export function addPartners(form) {
  const more = form.querySelector("[data-more]");
  if (!more) return;
  const lines = () => form.querySelectorAll("[data-partner]");
  const add = () => {
    const last = [...lines()].at(-1);
    const added = emptied(last, lines().length + 1);
    last.after(added);
    if (lines().length >= MOST) more.hidden = true;
    return added;
  };
  more.addEventListener("click", (event) => {
    event.preventDefault();
    add().querySelector("input").focus();
  });
  // A draft may hold more lines than a new page shows.
  form.addEventListener("draft-taken", (event) => {
    const wanted = Math.min(MOST, event.detail.filter(([name]) => /^partner_\d+_name$/.test(name)).length);
    while (lines().length < wanted) add();
  });
}
