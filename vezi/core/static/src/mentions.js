// Names while one types: behind an `@` in a text of a form with `data-mentions="address"`, members to choose from.
// Arrows, Enter or Tab, Escape; without this, a name typed in full does the same.
const typed = /(?:^|[^\w@/.])@([\p{L}][\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]*){0,2})$/u;
const PAUSE = 120;

let field, box, timer, asking, taken;

const shown = () => box && !box.hidden;
const options = () => [...box.querySelectorAll("[role=option]")];

/** What is typed behind the sign before the cursor, or nothing. */
function name() {
  if (field.selectionStart !== field.selectionEnd) return null;
  const words = field.value.slice(Math.max(0, field.selectionStart - 80), field.selectionStart).match(typed)?.[1];
  return words && !(taken && words.startsWith(taken)) ? words : null;
}

function close() {
  clearTimeout(timer);
  asking?.abort();
  if (!box) return;
  box.hidden = true;
  field.removeAttribute("aria-activedescendant");
}

function mark(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function take(option) {
  const start = field.selectionStart - name().length;
  taken = option.dataset.name;
  field.setRangeText(`${taken} `, start, field.selectionStart, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  close();
  field.focus();
}

function place() {
  box = document.createElement("div");
  box.className = "listbox absolute left-0 right-0 top-full mt-1 z-30 py-1";
  box.id = `${field.id}-names`;
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", field.form.dataset.mentionsSaid);
  box.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the cursor stays in the text
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  const around = document.createElement("div");
  around.className = "relative";
  field.before(around);
  around.append(field, box);
  field.focus();
  for (const [key, value] of Object.entries({ controls: box.id, autocomplete: "list" }))
    field.setAttribute(`aria-${key}`, value);
}

async function ask() {
  const words = name();
  if (!words) return close();
  asking?.abort();
  asking = new AbortController();
  try {
    const address = `${field.form.dataset.mentions}?q=${encodeURIComponent(words)}`;
    const answer = await fetch(address, { signal: asking.signal, headers: { "X-Requested-With": "fetch" } });
    const found = answer.ok ? (await answer.text()).trim() : "";
    if (!found || name() !== words) return close();
    if (box?.id !== `${field.id}-names`) place();
    box.innerHTML = found;
    box.hidden = false;
    mark(options()[0]);
  } catch {
    // The next letter asks again.
  }
}

document.addEventListener("input", (event) => {
  if (!event.target.matches?.("[data-mentions] textarea") || event.isComposing) return;
  if (field !== event.target) {
    close();
    field = event.target;
  }
  clearTimeout(timer);
  if (name()) timer = setTimeout(ask, PAUSE);
  else close();
});

document.addEventListener(
  "keydown",
  (event) => {
    if (event.target !== field || !shown() || event.isComposing) return;
    const all = options();
    const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown") mark(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") mark(all[(at - 1 + all.length) % all.length]);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.ctrlKey && !event.metaKey) take(all[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

document.addEventListener("focusout", (event) => event.target === field && close());
