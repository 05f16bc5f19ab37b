// A search field that answers as one types: arrows, Enter, Escape, as the ARIA practices have it.
const fields = "input[data-combobox]";

const boxOf = (field) => document.getElementById(`${field.id}-answers`);
const answersOf = (field) => [...boxOf(field).querySelectorAll("[role=option]")];

function open(field, shown) {
  const box = boxOf(field);
  const list = box.querySelector("[role=listbox]");
  box.hidden = !shown;
  field.setAttribute("aria-expanded", String(shown && Boolean(list)));
  if (list) {
    list.id ||= `${field.id}-list`;
    field.setAttribute("aria-controls", list.id);
  }
  if (!shown) choose(field, null);
}

function choose(field, answer) {
  for (const one of answersOf(field)) one.setAttribute("aria-selected", String(one === answer));
  if (answer) {
    field.setAttribute("aria-activedescendant", answer.id);
    answer.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

function step(field, by) {
  const answers = answersOf(field);
  if (!answers.length) return;
  const at = answers.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const next = at < 0 && by < 0 ? answers.length - 1 : (at + by + answers.length) % answers.length;
  choose(field, answers[next]);
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches?.(fields) || event.isComposing) return;
  const box = boxOf(field);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (box.hidden && box.childElementCount && field.value.trim()) open(field, true);
    step(field, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    const chosen = box.hidden ? null : box.querySelector("[aria-selected=true]");
    if (!chosen) return;
    event.preventDefault();
    chosen.click();
  } else if (event.key === "Escape" && !box.hidden) {
    event.preventDefault();
    open(field, false);
  }
});

document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.matches?.(fields) && !field.value.trim()) {
    boxOf(field).replaceChildren();
    open(field, false);
  }
});

// An empty field asks for nothing.
document.addEventListener("htmx:beforeRequest", (event) => {
  const field = event.detail.elt;
  if (field.matches?.(fields) && !field.value.trim()) event.preventDefault();
});

document.addEventListener("htmx:afterSwap", (event) => {
  const field = event.detail.requestConfig?.elt;
  if (field?.matches?.(fields)) open(field, document.activeElement === field && Boolean(field.value.trim()));
});

document.addEventListener("focusin", (event) => {
  for (const field of document.querySelectorAll(fields)) {
    const box = boxOf(field);
    if (event.target === field) open(field, box.childElementCount > 0 && Boolean(field.value.trim()));
    else if (!box.contains(event.target)) open(field, false);
  }
});

document.addEventListener("pointerdown", (event) => {
  for (const field of document.querySelectorAll(fields))
    if (event.target !== field && !boxOf(field).contains(event.target)) open(field, false);
});
