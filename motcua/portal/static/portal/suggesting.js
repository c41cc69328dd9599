// Completions under a field marked data-suggest="/address/": arrows choose, Enter takes, Escape closes.
// Without script the field is a plain one. What is typed goes to our own server alone, and nobody keeps it.
const WAIT = 150; // ms after the last key
const FEWEST = 2; // letters

class Suggesting {
  constructor(input) {
    this.input = input;
    this.list = this.#made("ul", { id: `${input.id}-suggestions`, className: "suggestions", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.suggestName);
    this.told = this.#made("p", { className: "visually-hidden" });
    this.told.setAttribute("role", "status");
    const marks = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(marks)) input.setAttribute(name, value);
    this.#listen();
  }

  #made(tag, marks) {
    const element = Object.assign(document.createElement(tag), marks);
    this.input.parentElement.append(element);
    return element;
  }

  #listen() {
    this.input.addEventListener("input", () => this.#soon());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("blur", () => this.#close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => this.#take(event.target.closest("[role=option]")));
  }

  #soon() {
    clearTimeout(this.timer);
    this.asked?.abort();
    if (this.input.value.trim().length < FEWEST) this.#close();
    else this.timer = setTimeout(() => this.#ask(), WAIT);
  }

  async #ask() {
    this.asked = new AbortController();
    const address = `${this.input.dataset.suggest}?q=${encodeURIComponent(this.input.value.slice(0, 80))}`;
    try {
      const answer = await fetch(address, { signal: this.asked.signal });
      if (answer.ok) this.#show(await answer.text());
    } catch {
      this.#close(); // typed on, or no connection: the field works without
    }
  }

  #show(options) {
    this.list.replaceChildren(...new DOMParser().parseFromString(options, "text/html").body.childNodes);
    const found = this.#options();
    found.forEach((option, no) => (option.id = `${this.list.id}-${no}`));
    this.#mark(null);
    this.list.hidden = !found.length || document.activeElement !== this.input;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.told.textContent = this.list.hidden ? "" : this.input.dataset.suggestCount.replace("{count}", found.length);
  }

  #options() {
    return [...this.list.children];
  }

  #key(event) {
    if (this.list.hidden || event.isComposing) return; // Vietnamese keyboards compose
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#move(step);
    else if (event.key === "Escape") this.#close();
    else if (event.key === "Enter" && this.marked) this.#take(this.marked);
    else return;
    event.preventDefault();
  }

  #move(step) {
    const stops = [null, ...this.#options()]; // the field itself is a stop, so that one can come back to it
    const at = stops.indexOf(this.marked);
    this.#mark(stops[(at + step + stops.length) % stops.length]);
  }

  #mark(option) {
    this.marked = option;
    for (const one of this.#options()) one.setAttribute("aria-selected", String(one === option));
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  #take(option) {
    if (!option) return;
    if (option.dataset.url) return location.assign(option.dataset.url);
    this.input.value = option.dataset.text;
    this.#close();
    this.input.form.requestSubmit();
  }

  #close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.told.textContent = "";
    this.#mark(null);
    this.input.setAttribute("aria-expanded", "false");
  }
}

for (const input of document.querySelectorAll("input[data-suggest]")) new Suggesting(input);
