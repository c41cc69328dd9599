// A file field lists what was chosen, with a small picture. With data-upload-url each file travels alone, with its own
// progress and retry, and only its token goes with the form; without, the files go with the form as the browser sends them.
import { line, setState, sizeWords } from "./file-line.js";

const words = document.getElementById("words")?.dataset ?? {};

start(document);
document.addEventListener("htmx:load", (event) => start(event.target));

function start(part) {
  for (const field of part.querySelectorAll("[data-file-field]:not(.file-field-live)")) {
    field.classList.add("file-field-live");
    for (const input of field.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", () => chosen(field, input));
    }
  }
}

function chosen(field, input) {
  const list = field.querySelector("[data-files]");
  if (!field.dataset.uploadUrl) clearFor(list, input);
  for (const file of input.files) add(field, input, list, file);
  if (field.dataset.uploadUrl) {
    input.value = "";
    input.required = false;
  }
}

function clearFor(list, input) {
  for (const old of [...list.children]) if (old.input === input) old.remove();
}

function add(field, input, list, file) {
  const item = line(file, () => remove(item, input, file));
  item.input = input;
  list.append(item);
  if (file.size > Number(field.dataset.maxBytes)) return refuse(field, item, input, file);
  if (field.dataset.uploadUrl) send(field, item, file);
}

function refuse(field, item, input, file) {
  const limit = sizeWords(Number(field.dataset.maxBytes));
  setState(item, fill(words.tooLarge, { name: file.name, size: sizeWords(file.size), limit }), true);
  drop(input, file);
}

function remove(item, input, file) {
  item.request?.abort();
  drop(input, file);
  item.remove();
}

// Files of an input cannot be taken out one by one, so the rest is put in again.
function drop(input, file) {
  const rest = new DataTransfer();
  for (const one of input.files) if (one !== file) rest.items.add(one);
  input.files = rest.files;
}

function send(field, item, file) {
  const request = new XMLHttpRequest();
  item.request = request;
  request.upload.addEventListener("progress", (event) => progress(item, file, event));
  request.addEventListener("load", () => arrived(field, item, file, request));
  request.addEventListener("error", () => failed(field, item, file, ""));
  request.open("POST", field.dataset.uploadUrl);
  request.setRequestHeader("X-CSRFToken", field.closest("form")?.elements.csrfmiddlewaretoken?.value ?? "");
  const body = new FormData();
  body.append("file", file);
  body.append("field", field.dataset.name);
  request.send(body);
}

function progress(item, file, event) {
  const percent = Math.floor((100 * event.loaded) / event.total);
  item.bar.hidden = false;
  item.bar.value = percent;
  setState(item, fill(words.sending, { name: file.name, percent }));
}

function arrived(field, item, file, request) {
  const answer = read(request.responseText);
  if (request.status >= 300 || answer.error || !answer.token) return failed(field, item, file, answer.error ?? "");
  item.bar.hidden = true;
  const token = Object.assign(document.createElement("input"), { type: "hidden", name: `${field.dataset.name}_token`, value: answer.token });
  item.append(token);
  setState(item, fill(words.sent, { name: file.name }));
  token.dispatchEvent(new Event("input", { bubbles: true }));
}

function failed(field, item, file, why) {
  item.bar.hidden = true;
  setState(item, why || fill(words.notSent, { name: file.name }), true);
  const retry = Object.assign(document.createElement("button"), { type: "button", className: "button button-secondary", textContent: words.retry ?? "" });
  retry.addEventListener("click", () => {
    retry.remove();
    setState(item, "");
    send(field, item, file);
  });
  item.append(retry);
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function fill(sentence, values) {
  return (sentence ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
