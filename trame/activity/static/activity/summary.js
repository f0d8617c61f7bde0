// The save bar repeats what will be saved: participants, date, duration, place, number of subjects.
function chosen(form, name) {
  const input = form.querySelector(`[name="${name}"]:checked`);
  return { value: input?.value ?? "", words: input?.closest("label").textContent.trim() ?? "" };
}

export function typed(form, name) {
  return form.elements[name]?.value.trim() ?? "";
}

export function duration(form) {
  const { value, words } = chosen(form, "duration");
  if (value !== "other") return words;
  const said = [typed(form, "hours") && `${typed(form, "hours")}\u00a0h`, typed(form, "minutes") && `${typed(form, "minutes")}\u00a0min`];
  return said.filter(Boolean).join(" ") || words;
}

function place(form) {
  const { value, words } = chosen(form, "where");
  const commune = typed(form, "commune_text");
  return ["domicile", "autre"].includes(value) && commune ? `${words}, ${commune}` : words || "Lieu à choisir";
}

export function day(form) {
  const { value, words } = chosen(form, "day");
  return value === "other" ? typed(form, "date") || words : words;
}

export function counted(number, word) {
  return `${number}\u00a0${word}${number > 1 ? "s" : ""}`;
}

function participants(form) {
  const total = Number.parseInt(typed(form, "anonymous_total"), 10) || 0;
  // A correction may keep people that its form does not show.
  const unasked = Number(form.querySelector("[data-present]")?.dataset.present ?? 0);
  return counted(total + unasked + form.querySelectorAll('[name="followed"]:checked').length, "participant");
}

function said(form) {
  const subjects = form.querySelectorAll('[name="topics"]:checked').length;
  const parts = [day(form), duration(form), place(form), ...(subjects ? [counted(subjects, "thématique")] : [])];
  return form.elements.anonymous_total ? [participants(form), ...parts] : parts;
}

// `parts(form)`: what the bar says, the first one in bold.
export function followSummary(form, parts = said) {
  const bar = form.querySelector("[data-summary]");
  const show = () => {
    const [bold, ...others] = parts(form);
    const first = document.createElement("b");
    first.textContent = bold;
    bar.replaceChildren(first, ...others.map((part) => ` · ${part}`));
  };
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
}
