// Several words in one field: the browser's list completes the last one, and keeps those already typed before it.
export function proposeWords(field) {
  const known = [...(field.list?.options ?? [])].map((option) => option.value);
  if (!known.length) return;
  const list = document.createElement("datalist");
  list.id = `${field.id}_liste`;
  field.after(list);
  field.setAttribute("list", list.id);
  const propose = () => {
    const typed = field.value.split(",").slice(0, -1).map((word) => word.trim());
    const before = typed.length ? `${typed.join(", ")}, ` : "";
    const options = known.filter((word) => !typed.includes(word)).map((word) => new Option("", before + word));
    list.replaceChildren(...options);
  };
  field.addEventListener("input", propose);
  propose();
}
