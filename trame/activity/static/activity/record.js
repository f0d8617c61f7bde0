// The record form: its summary, its draft kept on the device, its calendar. Everything works without it.
import { keepDraft } from "./draft.js";
import { followSummary } from "./summary.js";
import { openCalendar } from "./calendar.js";
import { proposeWords } from "./words.js";
import "./tag_words.js";

const form = document.getElementById("saisie");
followSummary(form);
keepDraft(form, document.querySelector("[data-draft-offer]"));
openCalendar(form);
for (const field of form.querySelectorAll("[data-words]")) proposeWords(field);
