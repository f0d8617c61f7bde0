// The only place that knows htmx's events: the CSRF header, and what is said when a request fails.
import { csrfToken } from "./csrf.js";

const FAILURES = {
  403: "Cette page n’est plus ouverte à votre compte, ou elle était ouverte depuis longtemps. Rechargez-la\u00a0: votre saisie est gardée.",
  404: "Cet élément n’existe plus. Rechargez la page.",
};
const ACCROC = "Trame a un accroc. Rien n’est perdu. Réessayez dans une minute.";
const OFFLINE = "Pas de réseau. Votre saisie reste à l’écran\u00a0: réessayez dans un instant.";

function say(sentence) {
  const place = document.getElementById("messages");
  if (!place) return;
  const note = document.createElement("div");
  note.className = "note err-n";
  const text = document.createElement("p");
  text.textContent = sentence;
  note.append(text);
  place.replaceChildren(note);
  place.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:config:request", (event) => {
  const { request } = event.detail.ctx;
  if (request.method !== "GET") request.headers["X-CSRFToken"] = csrfToken();
});

document.addEventListener("htmx:response:error", (event) => {
  const { status } = event.detail.ctx.response;
  if (status >= 500 || status in FAILURES) say(FAILURES[status] ?? ACCROC);
});

document.addEventListener("htmx:error", () => say(OFFLINE));
