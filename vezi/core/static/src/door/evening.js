// The evening as this phone knows it: the list, the facts of all phones, and what follows from both. No page, no network.
import { standing, standingFor } from "./arrivals.js";
import { fold } from "./folding.js";

const CODE = /^V1([2-9BCDFGHJ-NP-TV-XZ]{13})([2-9BCDFGHJ-NP-TV-XZ]{13})([2-9BCDFGHJ-NP-TV-XZ]{10})$/;
const LETTERS = "23456789bcdfghjkmnpqrstvwxz"; // as in core/public_ids.py
const BIGGEST = 256 - (256 % LETTERS.length);

export function made(length) {
  let name = "";
  while (name.length < length)
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2)))
      if (byte < BIGGEST && name.length < length) name += LETTERS[byte % LETTERS.length];
  return name;
}

export class Evening {
  facts = new Map();
  rows = [];
  list = { capacity: null, version: "" };

  constructor(event, phone) {
    this.event = event;
    this.phone = phone;
  }

  take(list) {
    this.list = list;
    this.listed = list.rows;
    this.reckon();
  }

  add(facts) {
    for (const fact of facts) this.facts.set(fact.key, fact);
    this.reckon();
  }

  drop(key) {
    this.facts.delete(key);
    this.reckon();
  }

  reckon() {
    this.heard = [...this.facts.values()].filter((fact) => !fact.refused);
    this.here = standing(this.heard);
    const rows = [...(this.listed ?? [])];
    const known = new Set(rows.map((row) => row.id));
    for (const fact of this.heard) {
      if (!fact.name || !fact.place || known.has(fact.place)) continue;
      known.add(fact.place);
      rows.push({ id: fact.place, party: fact.place, number: 0, name: fact.name, found: fact.found ?? fold(fact.name), walked: true });
    }
    for (const row of rows) row.words ??= ` ${row.found} ${row.id.slice(0, 6)}`;
    this.rows = rows;
    this.byId = new Map(rows.map((row) => [row.id, row]));
    this.byDigest = new Map(rows.flatMap((row) => (row.digests ?? []).map((digest) => [digest, row])));
    this.parties = new Map();
    for (const row of rows) {
      if (!this.parties.has(row.party)) this.parties.set(row.party, []);
      this.parties.get(row.party).push(row);
    }
    for (const party of this.parties.values()) party.sort((one, other) => one.number - other.number);
  }

  // Parties of which one is called so, or was; or whose number it is.
  find(typed, most = 30) {
    const wanted = fold(typed).split(" ").filter(Boolean).map((word) => ` ${word}`);
    if (!wanted.length) return [];
    const found = new Set();
    for (const row of this.rows) {
      if (wanted.every((word) => row.words.includes(word)) && this.isShown(row)) found.add(row.party);
      if (found.size === most) break;
    }
    return [...found].map((party) => this.parties.get(party));
  }

  // Whoever walked in and was taken back is not there any more.
  isShown(row) {
    return !row.walked || this.here.has(row.id);
  }

  missing() {
    return [...this.parties.values()].filter((party) => party.some((row) => this.isExpected(row) && !this.here.has(row.id)));
  }

  latest(most = 6) {
    const facts = [...this.here.values()].sort((one, other) => other.at - one.at);
    const parties = new Set(facts.map((fact) => this.byId.get(fact.place)?.party).filter(Boolean));
    return [...parties].slice(0, most).map((party) => this.parties.get(party));
  }

  isExpected(row) {
    return !row.waits && !row.walked;
  }

  get counts() {
    const expected = this.rows.filter((row) => this.isExpected(row));
    const came = expected.filter((row) => this.here.has(row.id)).length;
    const besides = this.rows.filter((row) => !this.isExpected(row) && this.here.has(row.id)).length;
    const taken = expected.length + besides;
    const free = this.list.capacity == null ? Infinity : Math.max(0, this.list.capacity - taken);
    return { expected: expected.length, came, besides, heads: came + besides, free, taken };
  }

  get unsent() {
    return [...this.facts.values()].filter((fact) => !fact.number && !fact.refused);
  }

  get refused() {
    return [...this.facts.values()].filter((fact) => fact.refused);
  }

  get last() {
    return Math.max(0, ...[...this.facts.values()].map((fact) => fact.number ?? 0));
  }

  // Facts of this phone: made here, to be kept and sent.
  arrived(row) {
    return this.fact({ deed: "here", place: row.id });
  }

  walkedIn({ name, mail, person, place = made(13) }) {
    return this.fact({ deed: "walk_in", place, name, mail, person });
  }

  tookBack(row) {
    return standingFor(this.heard, row.id).map((fact) => this.fact({ deed: "back", undoes: fact.key }));
  }

  fact(said) {
    const marked = Date.now();
    return { ...said, key: made(16), door: this.phone, marked, at: marked + (this.list.ahead ?? 0) };
  }

  // Another of the same name who is here already, in another party.
  double(row) {
    const name = fold(row.name);
    return this.rows.find((other) => other.party !== row.party && this.here.has(other.id) && fold(other.name) === name);
  }

  // What a code is, known without a network: { kind: "true" | "unknown" | "other" | "foreign", row? }
  async read(text) {
    const code = text.trim().toUpperCase();
    const said = CODE.exec(code);
    if (!said) return { kind: "foreign" };
    if (said[1].toLowerCase() !== this.event) return { kind: "other" };
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code)));
    const digest = Array.from(bytes.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const row = this.byDigest.get(digest);
    return row ? { kind: "true", row } : { kind: "unknown", seat: this.byId.get(said[2].toLowerCase()) };
  }
}
