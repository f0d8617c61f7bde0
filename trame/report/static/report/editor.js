// The text of a section: plain marks in a textarea, turned into an editable area when scripts run.
// execCommand is deprecated yet kept by every browser; what it writes is reduced by the server to nine tags.

const COMMANDS = {
  bold: () => document.execCommand("bold"),
  italic: () => document.execCommand("italic"),
  list: () => document.execCommand("insertUnorderedList"),
  heading: () => document.execCommand("formatBlock", false, "h3"),
};

function paragraphs(text) {
  const area = document.createElement("div");
  for (const block of text.split(/\n\s*\n/)) {
    if (!block.trim()) continue;
    const lines = block.trim().split("\n");
    if (lines.every((line) => line.startsWith("- "))) {
      const list = area.appendChild(document.createElement("ul"));
      for (const line of lines) marked(list.appendChild(document.createElement("li")), line.slice(2));
    } else if (lines[0].startsWith("## ")) {
      marked(area.appendChild(document.createElement("h3")), lines[0].slice(3));
      if (lines.length > 1) marked(area.appendChild(document.createElement("p")), lines.slice(1).join("\n"));
    } else if (lines.every((line) => line.startsWith(">"))) {
      const quote = area.appendChild(document.createElement("blockquote"));
      marked(quote, lines.map((line) => line.slice(1).trim()).join("\n"));
    } else {
      marked(area.appendChild(document.createElement("p")), lines.join("\n"));
    }
  }
  return area.childNodes;
}

function marked(element, text) {
  text.split("\n").forEach((line, index) => {
    if (index) element.append(document.createElement("br"));
    for (const piece of line.split(/(\*\*[^*]+\*\*|\*[^*]+\*)/)) {
      const kind = piece.startsWith("**") ? "strong" : piece.startsWith("*") && piece.length > 2 ? "em" : "";
      if (!kind) element.append(piece);
      else element.appendChild(document.createElement(kind)).textContent = piece.replaceAll("*", "");
    }
  });
}

// A quoted figure is one piece in the text: « Accompagnements : 1 284 »; its token is what is saved.
function figureChip(token, said) {
  const chip = document.createElement("span");
  chip.className = "tag figure";
  chip.contentEditable = "false";
  chip.dataset.figure = token;
  chip.textContent = said || token;
  return chip;
}

function showFigures(area, words) {
  const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const pieces = text.data.split(/(\[chiffre:[^\]\s]+\])/);
    if (pieces.length < 2) continue;
    text.replaceWith(...pieces.map((piece, rank) => (rank % 2 ? figureChip(piece, words.get(piece)) : piece)));
  }
}

for (const source of document.querySelectorAll("textarea[data-editor]")) {
  const form = source.form;
  const area = document.createElement("div");
  area.className = "form-control txt";
  area.contentEditable = "true";
  area.setAttribute("role", "textbox");
  area.setAttribute("aria-multiline", "true");
  const label = form.querySelector(`label[for="${source.id}"]`);
  label.id ||= `${source.id}_label`;
  area.setAttribute("aria-labelledby", label.id);
  // The hint explains the plain marks, of no use here; an error stays tied to the text.
  const described = (source.getAttribute("aria-describedby") || "").split(" ").filter((id) => !id.endsWith("_helptext"));
  if (described.join("")) area.setAttribute("aria-describedby", described.join(" "));
  if (source.hasAttribute("aria-invalid")) area.setAttribute("aria-invalid", "true");
  if (form.elements.format.value === "html") area.innerHTML = source.value;
  else area.append(...paragraphs(source.value));
  document.getElementById(`${source.id}_helptext`)?.setAttribute("hidden", "");
  source.hidden = true;
  source.after(area);
  label.addEventListener("click", () => area.focus());
  document.execCommand("defaultParagraphSeparator", false, "p");

  // The fold of figures takes the focus away: what is quoted goes where the person was writing, else at the end.
  let caret = null;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (selection.rangeCount && area.contains(selection.anchorNode)) caret = selection.getRangeAt(0).cloneRange();
  });
  const returnToText = () => {
    const range = caret || document.createRange();
    if (!caret) {
      range.selectNodeContents(area);
      range.collapse(false);
    }
    area.focus();
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };

  const tools = form.querySelector("[data-editor-tools]");
  tools.hidden = false;
  area.before(tools);
  tools.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection of the text
  tools.addEventListener("click", (event) => {
    const command = event.target.closest("[data-command]")?.dataset.command;
    if (!command) return;
    returnToText();
    COMMANDS[command]();
  });

  const words = new Map();
  for (const token of form.querySelectorAll("[data-token]")) {
    const said = token.previousElementSibling.textContent.trim();
    words.set(token.textContent, said);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet small";
    button.textContent = "Citer";
    button.setAttribute("aria-label", `Citer : ${said}`);
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      returnToText();
      document.execCommand("insertHTML", false, figureChip(token.textContent, said).outerHTML + "\u00a0");
    });
    token.replaceWith(button);
  }

  showFigures(area, words);

  let typed = false;
  area.addEventListener("input", () => (typed = true));
  addEventListener("beforeunload", (event) => typed && event.preventDefault());
  form.addEventListener("submit", () => {
    typed = false;
    for (const chip of area.querySelectorAll("[data-figure]")) chip.replaceWith(chip.dataset.figure);
    source.value = area.innerHTML;
    form.elements.format.value = "html";
  });
}
