// What is chosen from a list marked data-query="words" is counted: the words and the procedure, nothing of the reader.
for (const list of document.querySelectorAll("[data-query]")) {
  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-chosen]");
    if (link) tell(link.dataset.chosen, list.dataset.query);
  });
}

function tell(address, q) {
  const csrfmiddlewaretoken = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  navigator.sendBeacon(address, new URLSearchParams({ q, csrfmiddlewaretoken }));
}
