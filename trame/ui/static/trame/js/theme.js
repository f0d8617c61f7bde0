// Changes the theme without leaving the page, so that nothing being typed is lost.
import { csrfToken } from "./csrf.js";

function show(theme) {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.bsTheme = theme;
  else delete document.documentElement.dataset.bsTheme;
  for (const button of document.querySelectorAll('[data-theme-switch] [name="theme"]')) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-theme-switch]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  show(theme);
  const body = new URLSearchParams({ theme });
  await fetch(form.action, { method: "POST", body, headers: { "X-CSRFToken": csrfToken() }, redirect: "manual" });
});
