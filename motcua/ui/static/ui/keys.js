// Keys declared on the page: data-key="a" on a button, link or field presses, follows or enters it.
// They rest while someone types and while a dialog is open; "?" shows the map.
const map = document.getElementById("keymap");
const list = map?.querySelector("[data-keymap]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "?") return openMap(event);
  const target = find(event.key);
  if (!target) return;
  event.preventDefault();
  act(target);
});

function isTyping(element) {
  return element.isContentEditable || element.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select");
}

function find(key) {
  const wanted = key.toLowerCase();
  const marked = [...document.querySelectorAll("[data-key]")];
  return marked.find((one) => one.dataset.key.toLowerCase() === wanted && isThere(one));
}

function isThere(element) {
  return !element.disabled && element.getClientRects().length > 0;
}

function act(element) {
  if (element.matches("input:not([type=checkbox], [type=radio]), textarea, select")) element.focus();
  else element.click();
}

function openMap(event) {
  if (!map) return;
  event.preventDefault();
  fill();
  map.showModal();
}

function fill() {
  for (const old of list.querySelectorAll("[data-found]")) old.remove();
  for (const one of document.querySelectorAll("[data-key]")) if (isThere(one)) list.append(row(one));
}

function row(element) {
  const line = document.createElement("div");
  line.dataset.found = "yes";
  const term = document.createElement("dt");
  const cap = document.createElement("kbd");
  cap.textContent = element.dataset.key;
  term.append(cap);
  const meaning = document.createElement("dd");
  meaning.textContent = nameOf(element);
  line.append(term, meaning);
  return line;
}

function nameOf(element) {
  const copy = element.cloneNode(true);
  for (const cap of copy.querySelectorAll("kbd")) cap.remove();
  const label = element.labels?.[0]?.textContent;
  return (element.dataset.keyWord || element.getAttribute("aria-label") || label || copy.textContent).trim();
}
