// A form goes once: a second press while the first is under way does nothing. The server is safe without this.
const words = document.getElementById("words")?.dataset ?? {};
const LONGEST = 15000; // milliseconds; an answer that is a download leaves the page where it is

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || form.method === "get" || event.defaultPrevented) return;
  if (form.dataset.sending) return event.preventDefault();
  form.dataset.sending = "yes";
  say(event.submitter);
  setTimeout(() => release(form), LONGEST);
});

// Back from the page cache the form is usable again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) release(form);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) release(form);
});

// The name and value of the button must still be sent, so it is marked and not disabled.
function say(button) {
  if (!button || button.hasAttribute("hx-post")) return;
  button.dataset.waits = "yes";
  button.setAttribute("aria-disabled", "true");
  setTimeout(() => button.dataset.waits && button.setAttribute("aria-label", words.wait ?? ""), 1000);
}

function release(form) {
  delete form.dataset.sending;
  for (const button of document.querySelectorAll("[data-waits]")) if (button.form === form) wake(button);
}

function wake(button) {
  delete button.dataset.waits;
  button.removeAttribute("aria-disabled");
  button.removeAttribute("aria-label");
}

// Faults on top of a form are read out first.
document.querySelector("[data-focus]")?.focus();
