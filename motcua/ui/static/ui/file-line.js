// The line that stands for one chosen file: picture, name, size, state, progress, remove.
const words = document.getElementById("words")?.dataset ?? {};

export function line(file, onRemove) {
  const item = document.createElement("li");
  item.className = "file";
  if (file.type.startsWith("image/")) item.append(picture(file));
  item.append(span("file-name", file.name), span("file-size", sizeWords(file.size)), state(item), removal(file, onRemove), bar(item));
  return item;
}

export function setState(item, text, isFailure = false) {
  item.state.textContent = text;
  item.classList.toggle("file-failed", isFailure);
}

export function sizeWords(bytes) {
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  if (bytes >= 1048576) return `${number.format(bytes / 1048576)} MB`;
  return bytes >= 1024 ? `${number.format(bytes / 1024)} KB` : `${bytes} B`;
}

function span(name, text) {
  return Object.assign(document.createElement("span"), { className: name, textContent: text });
}

function picture(file) {
  const image = Object.assign(document.createElement("img"), { className: "file-look", alt: "" });
  image.addEventListener("load", () => URL.revokeObjectURL(image.src));
  image.src = URL.createObjectURL(file);
  return image;
}

function state(item) {
  item.state = span("file-state", "");
  item.state.setAttribute("role", "status");
  return item.state;
}

function bar(item) {
  item.bar = Object.assign(document.createElement("progress"), { className: "bar", max: 100, value: 0, hidden: true });
  item.bar.setAttribute("aria-hidden", "true"); // the state beside it is read out
  return item.bar;
}

function removal(file, onRemove) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-quiet" });
  button.textContent = (words.remove ?? "").replace("{name}", file.name);
  button.addEventListener("click", onRemove);
  return button;
}
