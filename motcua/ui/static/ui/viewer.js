// A scanned picture can be made larger, smaller and turned; a PDF has its own tools in the browser.
const STEPS = [1, 1.25, 1.5, 2, 3];
const looks = new WeakMap();

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-zoom], [data-turn]");
  const image = button?.closest("[data-viewer]")?.querySelector(".viewer-image");
  if (!image) return;
  const look = looks.get(image) ?? { step: 0, turn: 0 };
  look.step = Math.max(0, Math.min(STEPS.length - 1, look.step + Number(button.dataset.zoom ?? 0)));
  look.turn = (look.turn + Number(button.dataset.turn ?? 0)) % 360;
  looks.set(image, look);
  show(image, look);
});

// Width makes the frame scroll; a scaled picture would only be cut off.
function show(image, { step, turn }) {
  image.style.maxWidth = "none";
  image.style.width = `${100 * STEPS[step]}%`;
  image.style.transform = `rotate(${turn}deg)`;
}

function start(part) {
  for (const acts of part.querySelectorAll("[data-viewer-acts][hidden]")) acts.hidden = false;
}

start(document);
document.addEventListener("htmx:load", (event) => start(event.target));
