// What pages do besides answering: nothing here is needed to use the house, all of it makes it quicker.
import htmx from "htmx.org";
import "./clocks.js";
import "./combobox.js";
import "./devices.js";
import "./door/forgetting.js";
import "./doors.js";
import "./drafts.js";
import "./live.js";
import "./mentions.js";
import "./presses.js";
import "./talk.js";
import "./theme.js";
import { tellRefusal } from "./news.js";

window.htmx = htmx;

const typing = (element) =>
  element.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

// One key, one place: `data-key="/"` focuses a field or presses a button.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  const places = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`)];
  const place = places.find((one) => one.checkVisibility?.() ?? one.offsetParent);
  if (!place) return;
  event.preventDefault();
  if (typing(place)) {
    place.focus();
    place.select?.();
  } else place.click();
});

// A form of facets sends itself on each change; htmx or the browser does the rest.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.hasAttribute("data-sends-itself")) form.requestSubmit();
});

// A text longer than any page takes is not sent: it stays where it was written, and the reason stands beneath it.
const LONGEST = 500_000;
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    for (const said of form.querySelectorAll("[data-too-long]")) said.remove();
    const long = [...form.elements].find((one) => one.localName === "textarea" && one.value.length > LONGEST);
    if (!long) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    long.after(document.getElementById("too-long").content.cloneNode(true));
    long.focus();
  },
  true,
);

// Boxes in a ledger: the head's box chooses all of the page, a chosen row is tinted.
document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.type !== "checkbox" || !box.closest(".ledger")) return;
  const boxes = [...box.closest(".ledger").querySelectorAll("tbody input[type=checkbox]")];
  const all = box.closest(".ledger").querySelector("[data-chooses-all]");
  if (box === all) for (const one of boxes) one.checked = box.checked;
  else if (all) all.checked = boxes.every((one) => one.checked);
  for (const one of boxes) one.closest("tr")?.setAttribute("aria-selected", String(one.checked));
});

// A drawing wider than the page begins at its middle.
const toMiddle = (within) => {
  for (const wide of within.querySelectorAll("[data-scrolled-to-middle]")) wide.scrollLeft = (wide.scrollWidth - wide.clientWidth) / 2;
};
toMiddle(document);
document.addEventListener("htmx:load", (event) => toMiddle(event.target));

document.addEventListener("htmx:beforeSwap", tellRefusal);
document.addEventListener("htmx:sendError", tellRefusal);
