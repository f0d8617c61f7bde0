// Signing out leaves nothing of what was typed on a device that others may use.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-leave]")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith("trame.draft.")) localStorage.removeItem(key);
});
