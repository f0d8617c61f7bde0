// A button that copies a field: without a script, or where copying is refused, the field is there to be selected.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = document.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Copié\u00a0: collez-le dans votre message.";
    } catch {
      said.textContent = "Le lien est sélectionné\u00a0: copiez-le avec Ctrl et C.";
    }
  });
}
