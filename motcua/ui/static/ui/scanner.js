// A wedge scanner types very fast and ends with Enter. A dossier code opens its dossier, whatever field has the focus:
// <body> or any element says where with data-scan-url="/counter/find/?code=". Other scans go into the field as typed.
const FASTEST_HAND = 50; // milliseconds between two keys; nobody types a whole code that quickly
const SHORTEST = 8;
const CODE = /^[A-Z0-9]+([.-][A-Z0-9]+)*-\d{6}-\d{4,}$/i; // H35.12-261121-0001

let typed = "";
let last = 0;
let before = null;

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter") return finish(event);
  if (event.key.length !== 1) return;
  const now = event.timeStamp;
  if (now - last > FASTEST_HAND) start(event.target);
  typed += event.key;
  last = now;
}, true);

function start(field) {
  typed = "";
  before = "value" in field ? { field, value: field.value } : null;
}

function finish(event) {
  const code = codeIn(typed.trim());
  const address = document.querySelector("[data-scan-url]")?.dataset.scanUrl;
  const fresh = event.timeStamp - last <= FASTEST_HAND * 3;
  typed = "";
  if (!code || !address || !fresh) return;
  event.preventDefault();
  event.stopPropagation();
  putBack();
  document.dispatchEvent(new CustomEvent("ui:scan", { detail: { code } }));
  location.assign(address + encodeURIComponent(code));
}

// The printed QR holds an address that ends in the code; a bar code holds the code alone.
function codeIn(text) {
  const tail = text.split(/[/=]/).filter(Boolean).pop() ?? "";
  return text.length >= SHORTEST && CODE.test(tail) ? tail.toUpperCase() : "";
}

// What the scanner typed into somebody's field is taken out again.
function putBack() {
  if (before) before.field.value = before.value;
}
