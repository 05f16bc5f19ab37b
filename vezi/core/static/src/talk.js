// Writing in a conversation: Ctrl + Enter sends; what was sent leaves the form empty. Too long a text is not sent at all:
// it stays where it is, and the field says so.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-sends]");
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

document.addEventListener("htmx:afterRequest", ({ detail, target }) => {
  if (!detail.successful || !target.matches?.("form[data-sends]")) return;
  target.reset();
  target.querySelector(".clip input")?.removeAttribute("data-chosen");
  target.querySelector("textarea").value = "";
  target.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
  for (const said of target.querySelectorAll(".err")) said.remove();
  try {
    sessionStorage.removeItem(`draft:${target.dataset.draft}`);
  } catch {
    // Not allowed: there is no draft, then.
  }
  target.querySelector("textarea").focus();
});

// Which files go along stays to be seen when one goes on writing.
document.addEventListener("change", ({ target }) => {
  if (target.matches?.(".clip input")) target.toggleAttribute("data-chosen", target.files.length > 0);
});
