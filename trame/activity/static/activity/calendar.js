// The browser's calendar beside the typed date, where the browser can open it.
export function openCalendar(form) {
  const picker = form.querySelector("[data-picker]");
  const calendar = picker.querySelector("input");
  if (!calendar.showPicker) return;
  picker.hidden = false;
  picker.querySelector("button").addEventListener("click", () => calendar.showPicker());
  calendar.addEventListener("change", () => {
    form.elements.date.value = calendar.value.split("-").reverse().join("/");
    form.elements.date.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
