// The summary of errors takes the focus: on load, and when a fragment brings one.
export function focusSummary(root = document) {
  root.querySelector("[data-error-summary]")?.focus();
}

// A link of the summary puts the focus in the field, not only the page at its height.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.closest("details:not([open])")?.setAttribute("open", "");
  field.focus();
  field.scrollIntoView({ block: "center" });
});

// `autofocus` has usually done it already, and would complain of being overtaken before the page is loaded.
window.addEventListener("load", () => {
  if (document.activeElement === document.body) focusSummary();
});
document.addEventListener("htmx:after:swap", () => focusSummary());
