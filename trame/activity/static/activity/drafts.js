// Drafts on this device, one per account and form. A draft of another account found here is erased, never shown.
const PREFIX = "trame.draft.";
const LONGEST_KEPT = 7 * 24 * 3600 * 1000; // ms

function keys() {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

export class Drafts {
  constructor(user) {
    this.own = `${PREFIX}${user}.`;
    for (const key of keys()) {
      const tooOld = !(Date.now() - read(key)?.at < LONGEST_KEPT);
      if (!key.startsWith(this.own) || tooOld) localStorage.removeItem(key);
    }
  }

  get(name) {
    return read(this.own + name);
  }

  keep(name, draft) {
    localStorage.setItem(this.own + name, JSON.stringify(draft));
  }

  drop(name) {
    localStorage.removeItem(this.own + name);
  }
}

// Private browsing of some browsers refuses to keep anything.
export function storageWorks() {
  try {
    localStorage.setItem("trame.probe", "1");
    localStorage.removeItem("trame.probe");
    return true;
  } catch {
    return false;
  }
}

// The server has this one: it is no longer a draft.
export function dropSaved(uuid) {
  for (const key of keys()) if (read(key)?.uuid === uuid) localStorage.removeItem(key);
}
