// A half-day is typed over hours: it is kept on the device until the server has it.
import { Drafts, storageWorks } from "./drafts.js";

const NAME = "permanence";
const PAUSE = 300; // ms without typing before writing

function contents(form) {
  return [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
}

function fill(form, pairs, { addLine, lines }) {
  const said = new Map(pairs);
  while (lines().length < Math.min(Number(said.get("lines")) || 0, Number(form.elements.lines.dataset.most))) addLine();
  for (const control of form.elements) {
    if (!said.has(control.name) || control.type === "submit" || control.name === "lines") continue;
    if (control.type === "radio") control.checked = control.value === said.get(control.name);
    else control.value = said.get(control.name);
  }
}


export function keepHalfDay(form, place, grid) {
  if (!storageWorks()) return;
  const drafts = new Drafts(form.dataset.draftUser);
  const draft = drafts.get(NAME);
  let timer;
  const keep = () => {
    clearTimeout(timer);
    timer = undefined;
    const first = grid.visits()[0]; // the list says what arrived by the identity of the first visit
    if (!first) return;
    drafts.keep(NAME, { at: Date.now(), uuid: first.querySelector("input[type=hidden]").value, pairs: contents(form) });
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  };
  if (draft && !form.hasAttribute("data-typed")) {
    place.hidden = false;
    place.querySelector("[data-draft-take]").addEventListener("click", () => {
      fill(form, draft.pairs, grid);
      place.hidden = true;
      grid.show();
      form.dispatchEvent(new Event("change", { bubbles: true }));
      grid.lines().at(-1).querySelector("select").focus();
    });
    place.querySelector("[data-draft-drop]").addEventListener("click", () => {
      drafts.drop(NAME);
      place.hidden = true;
    });
  }
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", keep);
  addEventListener("pagehide", () => timer && keep());
  if (form.hasAttribute("data-typed")) keep();
}
