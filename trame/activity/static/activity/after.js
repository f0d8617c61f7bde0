// The server has what was sent: its draft leaves the device.
import { dropSaved } from "./drafts.js";

const saved = document.querySelector("[data-saved]");
if (saved) dropSaved(saved.dataset.saved);
