// What is typed is kept on the device until the server has it: a refusal, a dead network or a closed page loses nothing.
import { Drafts, storageWorks } from "./drafts.js";

const PAUSE = 300; // ms without typing before writing
const LEFT_OUT = ["csrfmiddlewaretoken", "client_uuid"];

function contents(form) {
  return [...new FormData(form)].filter(([name, value]) => !LEFT_OUT.includes(name) && typeof value === "string");
}

function fill(form, pairs) {
  const said = Map.groupBy ? Map.groupBy(pairs, ([name]) => name) : group(pairs);
  for (const control of form.elements) {
    if (!control.name || LEFT_OUT.includes(control.name) || control.type === "submit") continue;
    const values = (said.get(control.name) ?? []).map(([, value]) => value);
    if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
  }
  restoreDay(form, said);
}

function group(pairs) {
  const groups = new Map();
  for (const pair of pairs) groups.set(pair[0], [...(groups.get(pair[0]) ?? []), pair]);
  return groups;
}

// « Aujourd’hui » of another day is a date like any other.
function restoreDay(form, said) {
  const day = said.get("day")?.[0][1];
  if (!day || form.querySelector('[name="day"]:checked')) return;
  form.querySelector('[name="day"][value="other"]').checked = true;
  form.elements.date.value = day.split("-").reverse().join("/");
}

function unfold(form) {
  for (const fold of form.querySelectorAll("details")) {
    const chosen = [...fold.querySelectorAll("input:checked")].some((input) => !input.defaultChecked);
    const typed = [...fold.querySelectorAll("input[type=text], textarea")].some((input) => input.value !== input.defaultValue);
    const picked = [...fold.querySelectorAll("option:checked")].some((option) => option.value && !option.defaultSelected);
    if (chosen || typed || picked) fold.open = true;
  }
}

function when(at) {
  const moment = new Date(at);
  const day = moment.toLocaleDateString("fr-FR", { day: "numeric", month: "long" }).replace(/^1 /, "1er ");
  return `${day}, ${moment.getHours()}\u00a0h\u00a0${String(moment.getMinutes()).padStart(2, "0")}`;
}

// Coming back to a page already sent must not replay it; unless its draft is still here: the answer never came.
function identify(form, drafts, event) {
  const navigation = performance.getEntriesByType("navigation")[0];
  if (form.hasAttribute("data-typed") || form.dataset.draftName.startsWith("corriger")) return;
  const back = event.persisted || navigation?.type === "back_forward";
  const unanswered = back && drafts.get(form.dataset.draftName)?.uuid;
  const uuid = unanswered || globalThis.crypto?.randomUUID?.();
  if (uuid) form.elements.client_uuid.value = uuid;
}

function offer(form, drafts, place) {
  const name = form.dataset.draftName;
  const draft = drafts.get(name);
  if (!draft || form.hasAttribute("data-typed")) return;
  const take = place.querySelector("[data-draft-take]");
  take.textContent = `Reprendre la saisie du ${when(draft.at)}`;
  take.addEventListener("click", () => {
    form.dispatchEvent(new CustomEvent("draft-taken", { detail: draft.pairs }));
    fill(form, draft.pairs);
    if (draft.uuid) form.elements.client_uuid.value = draft.uuid;
    unfold(form);
    place.hidden = true;
    form.dispatchEvent(new Event("change", { bubbles: true }));
    for (const input of form.querySelectorAll(".step input")) input.dispatchEvent(new Event("input", { bubbles: true }));
    form.querySelector('[name="topics"], [data-first] input').focus();
  });
  place.querySelector("[data-draft-drop]").addEventListener("click", () => {
    drafts.drop(name);
    place.hidden = true;
  });
  place.hidden = false;
}

// « Garder l’autre »: what was typed here is given up.
function giveUp(form, drafts, stop) {
  document.querySelector("[data-draft-leave]")?.addEventListener("click", () => {
    stop();
    drafts.drop(form.dataset.draftName);
  });
}

export function keepDraft(form, place) {
  if (!storageWorks()) return;
  const drafts = new Drafts(form.dataset.draftUser);
  let timer;
  const keep = () => {
    clearTimeout(timer);
    timer = undefined;
    drafts.keep(form.dataset.draftName, { at: Date.now(), uuid: form.elements.client_uuid.value, pairs: contents(form) });
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  };
  offer(form, drafts, place);
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", keep);
  addEventListener("pagehide", () => timer && keep());
  addEventListener("pageshow", (event) => identify(form, drafts, event));
  if (form.hasAttribute("data-typed")) keep();
  giveUp(form, drafts, () => {
    clearTimeout(timer);
    timer = undefined;
  });
}
