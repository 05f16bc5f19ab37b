// What the page shows, made of the templates it came with.
import { clock, count, say } from "./words.js";

const MANY = 400;
const copy = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const put = (within, name, text) => {
  const spot = within.querySelector(`[data-${name}]`);
  if (text) spot.textContent = text;
  else spot.remove();
  return spot;
};
const short = (year) => `’${String(year).slice(-2)}`;

// What stands there already is left there: a finger may be on it, a reader be at it, and a live region says it only once.
function place(lines, within) {
  for (const gone of [...within.children].filter((line) => !lines.includes(line))) gone.remove();
  lines.forEach((line, number) => within.children[number] !== line && within.insertBefore(line, within.children[number] ?? null));
}

export class Drawing {
  net = "there";
  said = null;
  lines = new Map(); // by party: what is drawn of it, and of which facts

  constructor(place, evening) {
    this.place = place;
    this.evening = evening;
    this.clock = clock(place.dataset.zone);
    this.spot = (name) => place.querySelector(`[data-${name}]`);
  }

  draw({ parties, head }) {
    const { counts, unsent } = this.evening;
    this.spot("came").textContent = counts.heads;
    this.spot("expected").textContent = counts.expected;
    const bar = this.spot("bar");
    bar.max = Math.max(counts.expected, counts.heads, 1);
    bar.value = counts.heads;
    bar.setAttribute("aria-label", say("bar", { came: counts.heads, expected: counts.expected }));
    this.drawNet(unsent.length);
    this.drawRefused();
    const rows = this.spot("rows");
    const title = this.spot("head");
    title.hidden = !head || !parties.length;
    title.textContent = head && parties.length ? (head === "missing" ? count("missing", counts.expected - counts.came) : say("latest")) : "";
    place(parties.slice(0, MANY).map((party) => this.kept(party)), rows);
    const none = this.spot("none");
    none.hidden = parties.length > 0;
    none.textContent = this.evening.rows.length ? say(head === "missing" ? "all-here" : head === "latest" ? "nobody-yet" : "none") : say("no-list");
    this.drawAnswer();
  }

  drawNet(unsent) {
    const shown = this.net === "there" && unsent < 1 ? "" : this.net;
    const spot = this.spot("net");
    spot.hidden = !shown || (shown === "there" && unsent < 20);
    for (const one of spot.querySelectorAll("[data-net-is]")) one.hidden = one.dataset.netIs !== shown;
    const said = spot.querySelector("[data-net-unsent]");
    said.textContent = unsent ? count("unsent", unsent) : say("nothing-unsent");
    said.hidden = shown === "closed" && !unsent;
  }

  drawRefused() {
    const spot = this.spot("refused");
    const lines = this.evening.refused.map((fact) => {
      const line = copy("door-refused");
      put(line, "who", this.evening.byId.get(fact.place)?.name || fact.name || say("somebody"));
      put(line, "why", fact.refused);
      line.querySelector("[data-deed]").dataset.key = fact.key;
      return [...spot.children].find((other) => other.isEqualNode(line)) ?? line;
    });
    place(lines, spot);
  }

  // The line of a party: drawn anew only when something of it has changed, and left open where it was opened.
  kept(party) {
    const [{ id }] = party;
    const came = party.map((row) => this.evening.here.get(row.id)).map((fact) => fact && this.arrived(fact));
    const of = JSON.stringify([party, came]);
    const before = this.lines.get(id);
    if (before?.of === of) return before.line;
    const line = this.party(party);
    const each = line.querySelector("[data-each]");
    if (each && before?.line.isConnected && before.line.querySelector("[data-each]")?.open) each.open = true;
    this.lines.set(id, { of, line });
    return line;
  }

  // A party: who answered, whom she brings; one press for all, and each by herself.
  party(party) {
    const { here } = this.evening;
    const [first, ...others] = party;
    const line = copy("door-row");
    this.face(line.querySelector("[data-face]"), first);
    put(line, "name", first.name);
    put(line, "year", first.year && short(first.year));
    put(line, "with", others.length && say("with", { names: others.map((one) => one.name).join(", ") }));
    put(line, "was", first.was && say("was", { name: first.was }));
    const come = party.filter((one) => here.has(one.id));
    put(line, "arrived", come.length === party.length && this.arrived(here.get(first.id)));
    const standing = first.walked ? say("walked") : party.some((one) => one.waits) ? say("waits") : count("seats", party.length);
    const meals = party.map((one) => one.meal).filter(Boolean);
    put(line, "what", [standing, ...meals].join(", "));
    const [all, back] = line.querySelectorAll("[data-deed]");
    all.dataset.row = back.dataset.row = first.id;
    if (come.length === party.length) all.remove();
    else {
      back.remove();
      all.textContent = party.length === 1 || come.length ? say(come.length ? "rest" : "here") : party.length === 2 ? say("both") : say("all");
      all.setAttribute("aria-label", `${all.textContent}: ${party.filter((one) => !here.has(one.id)).map((one) => one.name).join(", ")}`);
    }
    back.setAttribute("aria-label", `${say("take-back")}: ${first.name}`);
    const each = line.querySelector("[data-each]");
    if (party.length === 1) each.remove();
    else {
      each.open = come.length > 0 && come.length < party.length;
      each.querySelector("ul").append(...party.map((one) => this.one(one)));
    }
    return line;
  }

  one(row) {
    const fact = this.evening.here.get(row.id);
    const line = copy("door-one");
    put(line, "name", row.name);
    put(line, "arrived", fact && this.arrived(fact));
    const button = line.querySelector("[data-deed]");
    button.dataset.row = row.id;
    button.dataset.deed = fact ? "back" : "one";
    button.textContent = say(fact ? "take-back" : "here");
    button.setAttribute("aria-label", `${button.textContent}: ${row.name}`);
    return line;
  }

  face(spot, row) {
    if (row.face) {
      const picture = Object.assign(new Image(56, 70), { src: row.face, alt: "" });
      spot.replaceChildren(picture);
    } else {
      spot.classList.add(`a${row.ground ?? 1}`);
      spot.textContent = row.letters ?? row.name.split(/\s+/).map((word) => [...word][0] ?? "").filter((_, place, all) => !place || place === all.length - 1).join("").toUpperCase();
    }
  }

  // “arrived 18.12”; of another phone where, and who keeps it.
  arrived(fact) {
    const time = this.clock(fact.at);
    if (fact.door === this.evening.phone || !fact.door) return say("arrived", { time });
    return fact.who ? say("arrived-by", { time, who: fact.who }) : say("arrived-there", { time });
  }

  // What a code or a press came to, large, above all else.
  answer(said) {
    this.said = said;
    this.drawAnswer();
  }

  drawAnswer() {
    const spot = this.spot("answer");
    const said = this.said && this.asItIsNow(this.said);
    if (!said) return spot.replaceChildren();
    const { kind, row } = said;
    const line = copy("door-answer");
    line.dataset.kind = kind;
    line.classList.add({ in: "n-ok", again: "n-warn", double: "n-warn", over: "n-warn", asking: "n-info" }[kind] ?? "n-bad");
    const who = row ?? said.seat;
    put(line, "name", who?.name);
    put(line, "year", who?.year && short(who.year));
    put(line, "said", this.words(said));
    const left = row && kind !== "asking" ? this.evening.parties.get(row.party)?.filter((one) => !this.evening.here.has(one.id)) ?? [] : [];
    const here = line.querySelector("[data-deed=here]");
    if (left.length && (kind === "in" || kind === "again")) {
      here.dataset.row = row.id;
      here.textContent = say("and-them", { names: left.map((one) => one.name).join(", ") });
    } else here.remove();
    const back = line.querySelector("[data-deed=back]");
    if (row && this.evening.here.has(row.id)) back.dataset.row = row.id;
    else back.remove();
    if (!spot.firstElementChild?.isEqualNode(line)) spot.replaceChildren(line);
  }

  // Another phone may have let them in before this one, and be heard of only now.
  asItIsNow(said) {
    const fact = said.row && this.evening.here.get(said.row.id);
    if (said.kind === "in" && fact && fact.door && fact.door !== this.evening.phone) return { ...said, kind: "again", fact };
    return said.kind === "again" && fact ? { ...said, fact } : said;
  }

  words(said) {
    const { kind, row, other } = said;
    if (kind === "again") return this.arrived(said.fact);
    if (kind === "double") {
      const [host] = this.evening.parties.get(other.party);
      const time = this.clock(this.evening.here.get(other.id)?.at ?? Date.now());
      return host === other ? say("double", { time }) : say("double-with", { time, name: host.name });
    }
    if (kind === "in") return row.meal ? `${say("in")} ${row.meal}` : say("in");
    return say(`code-${kind}`);
  }

  // In the dialog for those without a ticket

  full(form, full) {
    const spot = form.querySelector("[data-full]");
    spot.hidden = !full;
    if (full) spot.textContent = `${count("full", full.taken)} ${full.missing ? count("full-missing", full.missing) : ""}`;
    form.querySelector("[data-let-in]").textContent = say(full ? "let-in-anyway" : "let-in");
  }

  onList(form, parties) {
    const spot = form.querySelector("[data-listed]");
    spot.hidden = !parties.length;
    spot.querySelector("ul").replaceChildren(
      ...parties.map((party) => {
        const line = copy("door-listed");
        const all = party.every((one) => this.evening.here.has(one.id));
        put(line, "name", party.map((one) => one.name).join(", "));
        put(line, "arrived", all && this.arrived(this.evening.here.get(party[0].id)));
        const button = line.querySelector("button");
        if (all) button.remove();
        else button.dataset.onList = party[0].id;
        return line;
      }),
    );
  }

  offered(form, found) {
    const spot = form.querySelector("[data-offers]");
    spot.hidden = !found.length;
    spot.querySelector("ul").replaceChildren(
      ...found.map((one) => {
        const line = copy("door-offer");
        const choice = line.querySelector("input");
        choice.value = one.person;
        choice.dataset.called = one.name;
        put(line, "name", one.name);
        put(line, "year", one.year && short(one.year));
        put(line, "note", [one.what, one.by_mail && say("by-mail")].filter(Boolean).join(" · "));
        return line;
      }),
    );
  }
}
