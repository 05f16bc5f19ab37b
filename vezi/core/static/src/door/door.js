// The page at the door: who is on the list, who has come. Everything is answered from the phone; the house is told when it
// can be. Several phones do so at once (`arrivals.js`).
import { Evening, made } from "./evening.js";
import * as keeping from "./keeping.js";
import { Drawing } from "./drawing.js";
import { Closed, SignedOut, list, offers, tell } from "./talking.js";
import { say } from "./words.js";

const place = document.querySelector("[data-door]");
const at = place.dataset;
const EVERY = 8_000;

function phone() {
  localStorage.setItem(keeping.NAME, localStorage.getItem(keeping.NAME) ?? made(12));
  return localStorage.getItem(keeping.NAME);
}

const evening = new Evening(at.event, phone());
const drawing = new Drawing(place, evening);
let base;
let token = place.querySelector("[name=csrfmiddlewaretoken]").value;
let talks = false;
let again = false;
let timer;
let stopScan;

// What was pressed is on the phone's disk before it is sent.
async function tellOf(facts) {
  evening.add(facts);
  draw();
  await keeping.keepFacts(base, evening.event, facts);
  sync();
}

function draw() {
  drawing.draw(showing());
}

const find = place.querySelector("[data-find]");
let shows = "found"; // or "missing"

function showing() {
  if (shows === "missing") return { parties: evening.missing(), head: "missing" };
  if (find.value.trim()) return { parties: evening.find(find.value), head: "" };
  return { parties: evening.latest(), head: "latest" };
}

async function sync() {
  if (talks) return (again = true);
  talks = true;
  clearTimeout(timer);
  try {
    const heard = await tell(at.facts, { evening, token });
    token = heard.token;
    const facts = heard.news;
    for (const [key, why] of Object.entries(heard.refused)) {
      const fact = evening.facts.get(key);
      if (fact) facts.push({ ...fact, refused: why });
    }
    if (facts.length) {
      evening.add(facts);
      await keeping.keepFacts(base, evening.event, facts);
    }
    if (heard.version !== evening.list.version) await takeList();
    drawing.net = "there";
  } catch (wrong) {
    drawing.net = wrong instanceof SignedOut ? "signed-out" : wrong instanceof Closed ? "closed" : "away";
    if (wrong instanceof Closed) await close();
  }
  talks = false;
  draw();
  timer = setTimeout(sync, again || (evening.unsent.length && drawing.net === "there") ? 200 : EVERY);
  again = false;
}

async function takeList() {
  const given = await list(at.list);
  await keeping.keepList(base, evening.event, given);
  evening.take(given);
  keepShell();
}

// The door is closed, or not ours any more: names go from the phone, what was not sent stays.
async function close() {
  await keeping.forget(base, evening.event);
  evening.facts = new Map([...evening.facts].filter(([, fact]) => !fact.number));
  evening.take({ rows: [], capacity: null, version: "" });
}

// The page and all it is made of, so that it opens without a network.
async function keepShell() {
  if (!("serviceWorker" in navigator)) return;
  const worker = await navigator.serviceWorker.register(at.worker);
  const active = await navigator.serviceWorker.ready;
  const used = performance.getEntriesByType("resource").map((one) => new URL(one.name));
  const parts = used.filter((one) => one.origin === location.origin && /\.(css|js|woff2|svg|png|webmanifest)$/.test(one.pathname));
  const faces = evening.rows.map((row) => row.face).filter(Boolean);
  const links = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => new URL(one.href || one.src));
  const all = [...parts, ...links].filter((one) => one.origin === location.origin).map((one) => one.pathname + one.search);
  const addresses = [...new Set([new URL(worker.scope).pathname, at.scan, ...all, ...faces])];
  navigator.serviceWorker.addEventListener("message", () => (place.dataset.isKept = "yes"), { once: true });
  active.active.postMessage({ keep: addresses });
}

// Presses

place.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-deed]");
  if (!button) return;
  const { deed, row: id } = button.dataset;
  const row = evening.byId.get(id);
  if (deed === "here") letIn(row, evening.parties.get(row.party).filter((one) => !evening.here.has(one.id)));
  if (deed === "one") letIn(row, [row]);
  if (deed === "back") {
    const party = button.hasAttribute("data-all") ? evening.parties.get(row.party) : [row];
    tellOf(party.flatMap((one) => evening.tookBack(one)));
    drawing.answer(null);
  }
  if (deed === "missing") {
    shows = shows === "missing" ? "found" : "missing";
    button.setAttribute("aria-pressed", String(shows === "missing"));
    draw();
  }
  if (deed === "no-ticket") openWalkIn(find.value);
  if (deed === "scan") openScan();
  if (deed === "close-scan") closeScan();
  if (deed === "close-answer") drawing.answer(null);
  if (deed === "dismiss") {
    evening.drop(button.dataset.key);
    keeping.dropFact(base, evening.event, button.dataset.key);
    draw();
  }
  if (deed === "sync") sync();
});

function letIn(row, rows) {
  const double = rows.map((one) => evening.double(one)).find(Boolean);
  const isFull = rows.some((one) => one.waits) && evening.counts.free < rows.length;
  tellOf(rows.map((one) => evening.arrived(one)));
  if (double) drawing.answer({ kind: "double", row, other: double });
  else if (isFull) drawing.answer({ kind: "over", row });
  else drawing.answer(null);
  find.select();
}

find.addEventListener("input", () => {
  shows = "found";
  place.querySelector("[data-deed=missing]").setAttribute("aria-pressed", "false");
  draw();
});

place.querySelector("[data-finds]").addEventListener("submit", (event) => {
  event.preventDefault();
  if (/^\s*V1\w{30,}\s*$/i.test(find.value)) {
    heard(find.value); // of a scanner that types
    find.value = "";
  } else {
    const [party, ...more] = evening.find(find.value);
    const waiting = party?.filter((one) => !evening.here.has(one.id));
    if (party && !more.length && waiting.length === party.length) letIn(party[0], waiting);
  }
});

// Codes

async function heard(text) {
  const from = performance.now();
  let read = await evening.read(text);
  if (read.kind === "unknown" && drawing.net === "there") {
    drawing.answer({ kind: "asking" });
    await takeList().catch(() => null);
    read = await evening.read(text);
  }
  if (read.kind === "true") {
    const fact = evening.here.get(read.row.id);
    if (fact) drawing.answer({ kind: "again", row: read.row, fact });
    else {
      const double = evening.double(read.row);
      tellOf([evening.arrived(read.row)]);
      drawing.answer(double ? { kind: "double", row: read.row, other: double } : { kind: "in", row: read.row });
    }
  } else drawing.answer(read);
  place.dataset.took = String(Math.round((performance.now() - from) * 10) / 10);
  navigator.vibrate?.(read.kind === "true" && !read.again ? 60 : [60, 60, 60]);
}

const camera = place.querySelector("[data-camera]");

async function openScan() {
  camera.hidden = false;
  const said = camera.querySelector("[data-camera-said]");
  said.textContent = say("camera-opens");
  try {
    const { scan } = await import(at.scan);
    stopScan = await scan(camera.querySelector("video"), heard);
    said.textContent = say("camera-looks");
  } catch (wrong) {
    said.textContent = say(wrong.name === "NotAllowedError" ? "camera-forbidden" : "camera-missing");
  }
}

function closeScan() {
  stopScan?.();
  stopScan = undefined;
  camera.hidden = true;
}

// Without a ticket

const dialog = document.getElementById("walk-in");
const form = dialog.querySelector("form");
let person = "";
let asked = 0;

function openWalkIn(name) {
  form.reset();
  form.elements.name.value = /\d/.test(name) ? "" : name.trim();
  dialog.showModal();
  form.elements.name.focus();
  look();
}

// Whoever is on the list is let in from the list; a record of the club is offered, and taken when it is pressed alone.
async function look() {
  person = "";
  const name = form.elements.name.value;
  const { free, taken, expected, came } = evening.counts;
  drawing.full(form, free < 1 ? { taken, missing: expected - came } : null);
  drawing.onList(form, name.trim().length > 1 ? evening.find(name, 3) : []);
  const mine = ++asked;
  drawing.offered(form, []);
  if (name.trim().length < 2 || drawing.net !== "there") return;
  await new Promise((later) => setTimeout(later, 250));
  if (mine !== asked) return;
  const found = await offers(at.offers, name, form.elements.mail.value).catch(() => ({ offers: [] }));
  if (mine === asked) drawing.offered(form, found.offers.filter((one) => !one.row || !evening.byId.has(one.row)));
}

form.addEventListener("input", (event) => {
  if (event.target.name === "name" || event.target.name === "mail") look();
  if (event.target.name === "person") person = event.target.value;
});
form.addEventListener("click", (event) => {
  const on = event.target.closest("[data-on-list]");
  if (!on) return;
  const row = evening.byId.get(on.dataset.onList);
  dialog.close();
  letIn(row, evening.parties.get(row.party).filter((one) => !evening.here.has(one.id)));
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const name = form.elements.name.value.trim();
  if (!name) return form.elements.name.focus();
  dialog.close();
  const chosen = form.querySelector("[name=person]:checked");
  const fact = evening.walkedIn({ name: chosen?.dataset.called || name, mail: form.elements.mail.value.trim(), person });
  find.value = "";
  tellOf([fact]);
  drawing.answer({ kind: "in", row: evening.byId.get(fact.place) });
});

// Beginning: what is on the phone first, then the house.

async function begin() {
  base = await keeping.open();
  const kept = await keeping.read(base, evening.event);
  evening.add(kept.facts);
  if (kept.list && kept.list.until > Date.now()) evening.take(kept.list);
  else if (kept.list) await keeping.forget(base, evening.event);
  place.querySelector("[data-live]").hidden = false;
  place.querySelector("[data-plain]").remove();
  draw();
  await sync();
  if (evening.list.version) keepShell().catch(() => null);
}

addEventListener("online", sync);
addEventListener("offline", () => {
  drawing.net = "away";
  draw();
});
document.addEventListener("visibilitychange", () => (document.hidden ? closeScan() : sync()));
begin();
