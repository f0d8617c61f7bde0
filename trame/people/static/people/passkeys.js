// Passkeys: a button asks the browser for a key, writes its answer in the form that holds the button, and sends it.
// The options are the JSON of #passkey-options, or that of the button's data-options-url, asked at the last moment.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

const withBytes = (keys) => (keys ?? []).map((key) => ({ ...key, id: toBytes(key.id) }));

async function optionsOf(button) {
  if (!button.dataset.optionsUrl) {
    const data = JSON.parse(document.querySelector("#passkey-options").textContent);
    return (data.creation_options ?? data.request_options).publicKey;
  }
  const answer = await fetch(button.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  return (await answer.json()).request_options.publicKey;
}

function create(options) {
  const user = { ...options.user, id: toBytes(options.user.id) };
  const excludeCredentials = withBytes(options.excludeCredentials);
  const publicKey = { ...options, challenge: toBytes(options.challenge), user, excludeCredentials };
  return navigator.credentials.create({ publicKey });
}

function get(options) {
  const allowCredentials = withBytes(options.allowCredentials);
  return navigator.credentials.get({ publicKey: { ...options, challenge: toBytes(options.challenge), allowCredentials } });
}

// What WebAuthn calls RegistrationResponseJSON and AuthenticationResponseJSON; older browsers have no toJSON().
function toJson(key) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (key.response[name]) response[name] = toText(key.response[name]);
  }
  if (key.response.getTransports) response.transports = key.response.getTransports();
  return JSON.stringify({
    id: key.id,
    rawId: toText(key.rawId),
    type: key.type,
    response,
    clientExtensionResults: key.getClientExtensionResults(),
    authenticatorAttachment: key.authenticatorAttachment,
  });
}

function explain(form, error) {
  const words = {
    InvalidStateError: "Cet appareil a déjà une clé pour ce compte : choisissez-en un autre.",
    NotAllowedError: "La demande a été fermée ou a expiré. Réessayez quand vous êtes prêt·e.",
  };
  const note = form.querySelector("[data-passkey-error]");
  const known = words[error.name]; // else what the page says already
  if (known) note.querySelector("p").textContent = known;
  note.hidden = false;
}

async function ask(button) {
  const form = button.form;
  form.querySelector("[data-passkey-error]").hidden = true;
  button.disabled = true;
  try {
    const options = await optionsOf(button);
    const key = await (button.dataset.passkey === "create" ? create(options) : get(options));
    form.elements.credential.value = toJson(key);
    form.requestSubmit();
  } catch (error) {
    explain(form, error);
  } finally {
    button.disabled = false;
  }
}

if (window.PublicKeyCredential) {
  for (const note of document.querySelectorAll("[data-passkey-missing]")) note.remove();
  for (const part of document.querySelectorAll("[data-passkey-when-possible]")) part.hidden = false;
  for (const button of document.querySelectorAll("[data-passkey]")) {
    button.hidden = false;
    button.addEventListener("click", () => ask(button));
  }
}
