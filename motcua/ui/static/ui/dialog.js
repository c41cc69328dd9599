// A mark data-opens="id" opens that dialog; without script the same mark is a link to a page.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (!dialog?.showModal) return;
  event.preventDefault();
  if (!dialog.open) dialog.showModal();
});

// A press beside the dialog closes it, as people expect on a phone.
document.addEventListener("click", (event) => {
  if (event.target instanceof HTMLDialogElement && isOutside(event)) event.target.close();
});

function isOutside({ target, clientX, clientY }) {
  const box = target.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}

for (const button of document.querySelectorAll("button[data-opens][hidden]")) button.hidden = false;
