// What is being written in a form with `data-draft="name"` outlives an error, a sign-in that ran out, and a page left by
// mistake: kept in this tab alone, and forgotten once it was sent.
const PREFIX = "draft:";
const fields = (form) => [...form.querySelectorAll("textarea, input[type=text]")].filter((one) => one.name);

function keep(form, sent) {
  const said = Object.fromEntries(fields(form).map((one) => [one.name, one.value]));
  try {
    if (Object.values(said).some((words) => words.trim())) {
      sessionStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify({ said, sent }));
    } else sessionStorage.removeItem(PREFIX + form.dataset.draft);
  } catch {
    // No room, or not allowed: the page works without.
  }
}

function bringBack(form) {
  const kept = JSON.parse(sessionStorage.getItem(PREFIX + form.dataset.draft) ?? "null");
  if (!kept) return;
  if (kept.sent && location.hash.startsWith("#p-")) {
    sessionStorage.removeItem(PREFIX + form.dataset.draft);
    return;
  }
  if (form.querySelector("[aria-invalid]")) return;
  for (const one of fields(form)) if (!one.value) one.value = kept.said[one.name] ?? "";
}

// Sent from a page whose form is not here any more: it has arrived, unless this is the way to sign in again.
function forgetArrived(here) {
  if (location.pathname.startsWith("/accounts/")) return;
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(PREFIX) && !here.has(key) && JSON.parse(sessionStorage.getItem(key)).sent) sessionStorage.removeItem(key);
}

try {
  const forms = [...document.querySelectorAll("form[data-draft]")];
  forgetArrived(new Set(forms.map((form) => PREFIX + form.dataset.draft)));
  for (const form of forms) {
    bringBack(form);
    form.addEventListener("input", () => keep(form, false));
    form.addEventListener("submit", () => keep(form, true));
  }
} catch {
  // Storage may be forbidden altogether.
}
