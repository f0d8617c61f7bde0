// The forms of coordination: their summary, their draft kept on the device, one more line for a partner.
import { openCalendar } from "./calendar.js";
import { keepDraft } from "./draft.js";
import { addPartners } from "./partners.js";
import { counted, day, duration, followSummary, typed } from "./summary.js";
import { proposeWords } from "./words.js";

const NUMBERS = { participants: "participant", mediators: "médiateur·rice", structures: "structure", others: "autre acteur" };
const PLURALS = { "autre acteur": "autres acteurs" };

function said(form) {
  const parts = [day(form)];
  if (form.elements.duration) parts.push(duration(form));
  for (const [name, word] of Object.entries(NUMBERS)) {
    const number = Number.parseInt(typed(form, name), 10);
    if (number > 0) parts.push(number > 1 && PLURALS[word] ? `${number}\u00a0${PLURALS[word]}` : counted(number, word));
  }
  const partners = [...form.querySelectorAll("[data-partner-name]")].filter((input) => input.value.trim()).length;
  if (partners) parts.push(counted(partners, "structure"));
  return parts;
}

const form = document.getElementById("saisie");
addPartners(form);
followSummary(form, said);
keepDraft(form, document.querySelector("[data-draft-offer]"));
openCalendar(form);
for (const field of form.querySelectorAll("[data-words]")) proposeWords(field);
