// An act that opens takes the cursor to its first field; Ctrl+Enter in a field does the act's first button.
for (const part of document.querySelectorAll("details.act")) {
  part.addEventListener("toggle", () => {
    if (part.open && !part.contains(document.activeElement.closest("form"))) first(part)?.focus();
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.ctrlKey || !event.target.matches("textarea, input")) return;
  const form = event.target.form;
  if (form?.method !== "post") return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button[type=submit]"));
});

function first(part) {
  return part.querySelector("input:not([type=hidden]), textarea, select");
}
