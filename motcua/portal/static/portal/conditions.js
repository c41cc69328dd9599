// A question marked data-asked-if='[{"field": …, "equals"|"in"|"not_empty": …}]' is shown while every condition holds.
// Without script all stand in the page, and the server leaves out what was not asked.
const HOLDS = {
  equals: (answer, value) => answer === value || (value === true && answer === "on"),
  in: (answer, values) => values.includes(answer),
  not_empty: (answer, wanted) => Boolean(answer) === wanted,
};

for (const form of document.querySelectorAll("form[data-conditions]")) {
  form.addEventListener("input", () => ask(form));
  ask(form);
}

// In the order of the page, so that the answer to a hidden question opens nothing.
function ask(form) {
  for (const part of form.querySelectorAll("[data-asked-if]")) {
    const rules = JSON.parse(part.dataset.askedIf);
    part.classList.toggle("not-asked", !rules.every((rule) => holds(form, rule)));
  }
}

function holds(form, rule) {
  const operator = Object.keys(rule).find((name) => name !== "field");
  return HOLDS[operator]?.(answerOf(form, rule.field), rule[operator]) ?? false;
}

function answerOf(form, name) {
  const input = form.querySelector(`[name="${CSS.escape(name)}"]`);
  return !input || input.closest(".not-asked") ? "" : (new FormData(form).get(name) ?? "");
}
