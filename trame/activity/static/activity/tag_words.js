// Several words in one field, parted by commas: an ARIA 1.2 combobox proposes the tags near the word being typed.
// The words are posted: they stay out of addresses and logs. Without it, the browser's own list remains.
import { csrfToken } from "../trame/js/csrf.js";

const PAUSE = 150; // ms without typing before asking
const PARTS = /[,;\n]/;

// Where the word under the caret begins and ends in the field.
function span(field) {
  const caret = field.selectionStart ?? field.value.length;
  const before = field.value.slice(0, caret).search(/[^,;]*$/);
  const after = field.value.slice(caret).search(PARTS);
  return [before, after < 0 ? field.value.length : caret + after];
}

function wordOf(field) {
  return field.value.slice(...span(field)).trim();
}

function others(field) {
  const [start, end] = span(field);
  return field.value.slice(0, start) + field.value.slice(end);
}

class TagWords {
  constructor(box) {
    this.field = box.querySelector("input");
    this.list = box.querySelector("[role=listbox]");
    this.status = box.querySelector("[role=status]");
    this.url = box.dataset.wordsUrl;
    this.field.removeAttribute("list");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) {
      this.field.setAttribute(name, value);
    }
    this.field.addEventListener("input", () => this.soon());
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.field.addEventListener("focusout", () => this.close());
    // mousedown: before the field loses the focus and closes its list.
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get current() {
    return this.options.find((option) => option.getAttribute("aria-selected") === "true");
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (wordOf(this.field) ? this.search() : this.close()), PAUSE);
  }

  async search() {
    const word = wordOf(this.field);
    const body = new URLSearchParams({ word, words: others(this.field), membership: this.membership() });
    const headers = { "X-CSRFToken": csrfToken(), "HX-Request": "true" };
    const response = await fetch(this.url, { method: "POST", body, headers }).catch(() => null);
    const html = response?.ok && !response.redirected ? await response.text() : "";
    if (wordOf(this.field) !== word || document.activeElement !== this.field) return; // a later letter has asked again
    this.list.innerHTML = html;
    this.options.forEach((option, rank) => {
      option.id = `${this.list.id}_${rank}`;
      option.setAttribute("aria-selected", "false");
    });
    const number = this.options.length;
    this.status.textContent = number ? `${number} proposition${number > 1 ? "s" : ""}` : "";
    this.list.hidden = !number;
    this.field.setAttribute("aria-expanded", String(Boolean(number)));
    this.field.removeAttribute("aria-activedescendant");
  }

  membership() {
    const said = this.field.form?.elements.membership_id;
    return said?.value ?? "";
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  choose(option) {
    const [start, end] = span(this.field);
    const lead = start ? " " : "";
    const rest = this.field.value.slice(end);
    const next = rest ? "" : ", ";
    this.field.setRangeText(lead + option.dataset.label + next, start, end, "end");
    this.status.textContent = `${option.dataset.label}, choisi`;
    this.close();
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  move(step) {
    if (this.list.hidden) {
      this.search();
      return;
    }
    const options = this.options;
    const now = options.indexOf(this.current);
    const next = options[now < 0 && step < 0 ? options.length - 1 : (now + step + options.length) % options.length];
    for (const option of options) option.setAttribute("aria-selected", String(option === next));
    this.field.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }

  press(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && open && this.current) this.choose(this.current);
    else if (event.key === "Escape" && open) this.close();
    else return;
    event.preventDefault();
  }
}

for (const box of document.querySelectorAll("[data-words-url]")) new TagWords(box);
