// A form marked data-autosave="/address/" is sent there a moment after each change, and again when the connection is back.
// Its [data-saving] line says how that went. data-autosave-method: POST (default) or PATCH. Answers other than 2xx count as not saved.
const words = document.getElementById("words")?.dataset ?? {};
const QUIET = 800; // milliseconds without a key before saving
const FIRST_RETRY = 2000;
const LAST_RETRY = 60000;

start(document);
document.addEventListener("htmx:load", (event) => start(event.target));

function start(part) {
  for (const form of part.querySelectorAll("form[data-autosave]:not([data-watched])")) watch(form);
}

function watch(form) {
  form.dataset.watched = "yes";
  const state = { timer: 0, wait: FIRST_RETRY, dirty: false, busy: false };
  const soon = (delay) => {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => save(form, state, soon), delay);
  };
  form.addEventListener("input", () => {
    state.dirty = true;
    soon(QUIET);
  });
  form.addEventListener("submit", () => {
    clearTimeout(state.timer);
    state.under?.abort(); // a slow one would write over what is sent now
    state.dirty = false;
  });
  addEventListener("online", () => state.dirty && soon(0));
  addEventListener("beforeunload", (event) => state.dirty && event.preventDefault());
}

async function save(form, state, soon) {
  if (state.busy) return soon(QUIET);
  state.busy = true;
  state.dirty = false;
  tell(form, words.saving);
  state.under = new AbortController();
  const saved = await send(form, state.under.signal);
  state.busy = false;
  if (state.under.signal.aborted) return;
  if (saved) {
    state.wait = FIRST_RETRY;
    if (!state.dirty) tell(form, (words.saved ?? "").replace("{time}", clock()));
    return;
  }
  state.dirty = true;
  tell(form, navigator.onLine ? words.notSaved : words.offline, true);
  soon(state.wait);
  state.wait = Math.min(state.wait * 2, LAST_RETRY);
}

async function send(form, signal) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  const headers = { "X-CSRFToken": body.get("csrfmiddlewaretoken") ?? "", "X-Autosave": "1" };
  const method = form.dataset.autosaveMethod ?? "POST";
  const plain = new URLSearchParams(body);
  try {
    return (await fetch(form.dataset.autosave, { method, body: plain, headers, signal, redirect: "error" })).ok;
  } catch {
    return false;
  }
}

function tell(form, text, failed = false) {
  const line = form.querySelector("[data-saving]");
  if (!line) return;
  line.textContent = text ?? "";
  line.classList.toggle("saving-failed", failed);
}

function clock() {
  return new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
}
