// ARIA 1.2 combobox with a list: arrows, Enter, Escape; the options come from the server as HTML.
const PAUSE = 150; // ms without typing before asking
const SHORTEST = 2; // letters
const timers = new WeakMap();

function partsOf(input) {
  const box = input.closest("[data-combobox]");
  return { code: box.querySelector("input[type=hidden]"), list: box.querySelector("[role=listbox]"), status: box.querySelector("[role=status]") };
}

function close(input) {
  const { list } = partsOf(input);
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function optionsOf(list) {
  return [...list.querySelectorAll("[role=option]")];
}

function highlight(input, option) {
  const { list } = partsOf(input);
  for (const other of optionsOf(list)) other.setAttribute("aria-selected", String(other === option));
  if (!option) return input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function choose(input, option) {
  const { code, status } = partsOf(input);
  code.value = option.dataset.value;
  input.value = option.dataset.label;
  status.textContent = `${option.dataset.label}, choisi`;
  close(input);
  code.dispatchEvent(new Event("change", { bubbles: true }));
}

async function search(input) {
  const query = input.value.trim();
  if (query.length < SHORTEST) return close(input);
  const { list, status } = partsOf(input);
  const url = `${input.dataset.url}?${new URLSearchParams({ q: query })}`;
  const response = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
  const html = response?.ok ? await response.text() : null;
  if (input.value.trim() !== query) return; // a later letter has asked again
  if (html === null) {
    status.textContent = "La recherche ne répond pas. Le texte tapé sera cherché à l’enregistrement.";
    return close(input);
  }
  list.innerHTML = html;
  const options = optionsOf(list);
  options.forEach((option, rank) => {
    option.id = `${list.id}_${rank}`;
    option.setAttribute("aria-selected", "false");
  });
  const plural = options.length > 1 ? "s" : "";
  status.textContent = options.length ? `${options.length} proposition${plural}` : "Aucune proposition";
  list.hidden = options.length === 0;
  input.setAttribute("aria-expanded", String(options.length > 0));
  input.removeAttribute("aria-activedescendant");
}

function move(input, step) {
  const { list } = partsOf(input);
  if (list.hidden) return search(input);
  const options = optionsOf(list);
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = now < 0 && step < 0 ? options.length - 1 : (now + step + options.length) % options.length;
  highlight(input, options[next]);
}

const KEYS = {
  ArrowDown: (input) => move(input, 1),
  ArrowUp: (input) => move(input, -1),
  Escape: (input) => close(input),
};

function comboboxOf(event) {
  return event.target.closest?.("[data-combobox] [role=combobox]");
}

document.addEventListener("input", (event) => {
  const input = comboboxOf(event);
  if (!input) return;
  partsOf(input).code.value = ""; // the text no longer says what was chosen
  clearTimeout(timers.get(input));
  timers.set(input, setTimeout(() => search(input), PAUSE));
});

document.addEventListener("keydown", (event) => {
  const input = comboboxOf(event);
  if (!input || event.isComposing) return;
  const open = !partsOf(input).list.hidden;
  if (event.key === "Enter" && open) {
    const option = document.getElementById(input.getAttribute("aria-activedescendant") ?? "");
    if (option) {
      event.preventDefault();
      choose(input, option);
    }
  } else if (KEYS[event.key] && (open || event.key !== "Escape")) {
    event.preventDefault();
    KEYS[event.key](input);
  }
});

// mousedown: before the field loses the focus and closes its list.
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest("[data-combobox] [role=option]");
  if (!option) return;
  event.preventDefault();
  choose(option.closest("[data-combobox]").querySelector("[role=combobox]"), option);
});

document.addEventListener("focusout", (event) => {
  const input = comboboxOf(event);
  if (input) close(input);
});
