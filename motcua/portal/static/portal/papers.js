// A file that went up alone belongs to the draft at once; taking its line out takes it out there too, or the line comes back.
const words = document.getElementById("words")?.dataset ?? {};

for (const form of document.querySelectorAll("form[data-papers]")) {
  for (const list of form.querySelectorAll("[data-files]")) {
    new MutationObserver((changes) => changes.forEach((change) => change.removedNodes.forEach((line) => forget(form, list, line)))).observe(list, { childList: true });
  }
}

async function forget(form, list, line) {
  const token = line.querySelector?.("input[type=hidden]")?.value;
  if (!token) return;
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  const sent = fetch(`${form.dataset.papers}${token}/removal/`, { method: "POST", headers, keepalive: true, redirect: "error" });
  const isGone = await sent.then((answer) => answer.ok || answer.status === 404, () => false);
  if (isGone) return;
  list.append(line);
  const said = line.querySelector("[role=status]");
  if (said) said.textContent = words.notRemoved ?? "";
}
