// An answer from a letter (a form with `data-presses-itself`). Mail programs and scanners open links by themselves, so
// opening answers nothing: the first button is pressed at the first sign of a person in front of the page. Whoever goes
// for a button herself presses it herself.
const form = document.querySelector("form[data-presses-itself]");
const signs = ["pointermove", "pointerdown", "wheel"]; // a key reads on: the button has the focus, and Enter presses it

function seen(event) {
  if (!event.isTrusted || document.visibilityState !== "visible") return;
  for (const sign of signs) removeEventListener(sign, seen);
  if (form.contains(event.target) && event.type !== "pointermove") return;
  form.requestSubmit(form.querySelector("button"));
}

if (form) for (const sign of signs) addEventListener(sign, seen, { passive: true });
