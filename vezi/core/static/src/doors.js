// Menus that fold out of a <details>, and dialogs over the page.
const menus = "details.corner";

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(`${menus}[open]`))
    if (!menu.contains(event.target)) menu.open = false;

  const opens = event.target.closest("[data-opens]");
  const dialog = opens && document.getElementById(opens.dataset.opens);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
  }
  const closes = event.target.closest("[data-closes]");
  if (closes?.closest("dialog")) {
    event.preventDefault();
    closes.closest("dialog").close();
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.(`${menus}[open]`);
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
