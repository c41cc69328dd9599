// A file that went up alone belongs to the draft at once; taking its line out takes it out there too.
for (const form of document.querySelectorAll("form[data-papers]")) {
  for (const list of form.querySelectorAll("[data-files]")) {
    new MutationObserver((changes) => changes.forEach((change) => change.removedNodes.forEach((line) => forget(form, line)))).observe(list, { childList: true });
  }
}

function forget(form, line) {
  const token = line.querySelector?.("input[type=hidden]")?.value;
  if (!token) return;
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  fetch(`${form.dataset.papers}${token}/removal/`, { method: "POST", headers, keepalive: true });
}
