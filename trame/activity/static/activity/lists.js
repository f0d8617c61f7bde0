// The table counts what is ticked. Everything works without this.
const form = document.querySelector("[data-ticks]");
if (form) {
  const boxes = [...form.querySelectorAll('[name="a"]')];
  const all = form.elements.all;
  const said = form.querySelector("[data-ticked]");
  const page = form.querySelector("[data-tick-page]");
  const number = () => boxes.filter((box) => box.checked).length;

  const show = () => {
    const n = number();
    if (said) said.textContent = all?.checked ? "Toutes" : n ? `${n}\u00a0cochée${n > 1 ? "s" : ""}` : "";
    if (page) page.textContent = n === boxes.length && n ? "Tout décocher" : "Cocher toute la page";
  };

  if (page) {
    page.hidden = false;
    page.addEventListener("click", () => {
      const wanted = number() < boxes.length;
      for (const box of boxes) box.checked = wanted;
      show();
    });
  }
  form.addEventListener("change", show);
  show();
}
