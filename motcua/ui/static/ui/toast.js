// Toasts stay until closed: nobody is hurried. Others ask for one with a "ui:toast" event {text, tone}.
const words = document.getElementById("words")?.dataset ?? {};
const place = document.getElementById("toasts");

for (const toast of document.querySelectorAll("[data-toast]")) addClose(toast);
document.addEventListener("ui:toast", ({ detail }) => show(detail.text, detail.tone ?? "info"));

// A server's answer to a partial update may carry HX-Trigger: {"ui:toast": {"text": …, "tone": …}}.
document.addEventListener("htmx:afterSwap", () => {
  for (const toast of document.querySelectorAll("[data-toast]:not([data-closable])")) addClose(toast);
});

function show(text, tone) {
  const toast = document.createElement("div");
  toast.className = `toast tone-${tone}`;
  const line = document.createElement("p");
  line.className = "toast-text";
  line.textContent = text;
  toast.append(line);
  addClose(toast);
  place?.append(toast);
}

function addClose(toast) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = words.close ?? "";
  button.addEventListener("click", () => toast.remove());
  toast.dataset.closable = "yes";
  toast.append(button);
}

// A code can be copied where the browser allows it.
for (const button of document.querySelectorAll("[data-copies]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copies);
    show(words.copied ?? "", "success");
  });
}
