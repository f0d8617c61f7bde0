// The permanence with the keyboard alone: Enter goes to the next line, the last one is always empty, the total is said.
import { keepHalfDay } from "./permanence-draft.js";

const form = document.getElementById("permanence");
const visits = form.querySelector("[data-visits]");
const count = form.querySelector("[data-lines]");
const most = Number(count.dataset.most);

function lines() {
  return [...visits.querySelectorAll("[data-visit]")];
}

function controls(line) {
  return [...line.querySelectorAll("select, input:not([type=hidden])")];
}

function saysSomething(line) {
  return controls(line).some((control) => control.value.trim());
}

// Where the browser gives no identity (a site without https), the server gives one when the line arrives.
function identity() {
  return globalThis.crypto?.randomUUID?.() ?? "";
}

function addLine() {
  const model = form.querySelector("template[data-line]").innerHTML;
  const number = lines().length + 1;
  visits.insertAdjacentHTML("beforeend", model.replaceAll("NNN", number));
  lines().at(-1).querySelector("input[type=hidden]").value = identity();
  count.value = number;
}

function keepOneEmpty() {
  if (lines().length < most && saysSomething(lines().at(-1))) addLine();
}

// « 45 », « 1 h 30 », « 1:30 », « 90 min »: what the server reads; 0 for what it will ask to correct.
function minutes(text, usual) {
  if (!text) return usual;
  const said = text.match(/^(?:(\d{1,2})\s*(?:h(?:eures?)?|:)\s*)?(?:(\d{1,4})\s*(?:m|mn|min|minutes?)?)?$/i);
  return said ? 60 * Number(said[1] ?? 0) + Number(said[2] ?? 0) : 0;
}

function hours(total) {
  const [whole, rest] = [Math.floor(total / 60), total % 60];
  if (!whole) return `${rest}\u00a0min`;
  return `${whole}\u00a0h${rest ? `\u00a0${String(rest).padStart(2, "0")}` : ""}`;
}

function usualMinutes() {
  return Number(form.elements.duration.value);
}

function sayTotal() {
  const usual = usualMinutes();
  const typed = lines().filter(saysSomething);
  const total = typed.reduce((sum, line) => sum + minutes(line.querySelector('[name$="-duration"]').value.trim(), usual), 0);
  const words = `${typed.length}\u00a0visite${typed.length > 1 ? "s" : ""}`;
  form.querySelector("[data-total]").textContent = total ? `${words} · ${hours(total)}` : words;
  for (const input of visits.querySelectorAll('[name$="-duration"]')) input.placeholder = usual ? hours(usual) : "";
}

function goOn(line) {
  if (!saysSomething(line)) return form.querySelector("[data-save]").focus();
  keepOneEmpty();
  const next = lines()[lines().indexOf(line) + 1];
  if (!next) return form.querySelector("[data-save]").focus();
  controls(next)[0].focus();
  next.scrollIntoView({ block: "nearest" });
}

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.defaultPrevented || event.target.matches("button")) return;
  if (event.target.matches('[role="combobox"][aria-expanded="true"]')) return; // Enter chooses in its list
  const line = event.target.closest("[data-visit]");
  event.preventDefault(); // Enter never saves by surprise: the button does
  if (line) goOn(line);
  else controls(lines()[0])[0].focus();
});

form.addEventListener("input", () => {
  keepOneEmpty();
  sayTotal();
});
form.addEventListener("change", () => {
  keepOneEmpty();
  sayTotal();
});

for (const line of lines()) {
  const uuid = line.querySelector("input[type=hidden]");
  uuid.value ||= identity();
}
for (const button of form.querySelectorAll("[data-more]")) button.hidden = true;
keepHalfDay(form, document.querySelector("[data-draft-offer]"), { addLine, lines, visits: () => lines().filter(saysSomething), show: sayTotal });
keepOneEmpty();
sayTotal();
