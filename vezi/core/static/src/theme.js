// Light, dark or as the system: shown at once, kept by the server in a cookie.
const names = { light: "vezi", dark: "vezi-dark" };

document.addEventListener("submit", (event) => {
  const form = event.target;
  const theme = event.submitter?.value;
  if (!form.matches("[data-theme-switch]") || !theme) return;
  event.preventDefault();
  if (names[theme]) document.documentElement.dataset.theme = names[theme];
  else delete document.documentElement.dataset.theme;
  for (const button of document.querySelectorAll("[data-theme-switch] button"))
    button.setAttribute("aria-pressed", String(button.value === theme));
  const kept = new FormData(form);
  kept.set("theme", theme);
  fetch(form.action, { method: "POST", body: kept, redirect: "manual" });
});
