// What stays on the phone: the list of an evening, and every fact until the evening is over. Facts that were not sent yet
// outlive all else.
import { openDB } from "idb";

export const NAME = "vezi-door";

export const open = () =>
  openDB(NAME, 1, {
    upgrade(base) {
      base.createObjectStore("lists", { keyPath: "event" });
      base.createObjectStore("facts", { keyPath: ["event", "key"] });
    },
  });

export async function read(base, event) {
  const [list, facts] = await Promise.all([
    base.get("lists", event),
    base.getAll("facts", IDBKeyRange.bound([event, ""], [event, "\uffff"])),
  ]);
  return { list, facts };
}

export const keepList = (base, event, list) => base.put("lists", { ...list, event });

export async function keepFacts(base, event, facts) {
  const deed = base.transaction("facts", "readwrite", { durability: "strict" });
  await Promise.all([...facts.map((fact) => deed.store.put({ ...fact, event })), deed.done]);
}

export const dropFact = (base, event, key) => base.delete("facts", [event, key]);

// When the evening is over, or the door is no longer ours: all but what was not sent.
export async function forget(base, event) {
  const deed = base.transaction(["lists", "facts"], "readwrite");
  deed.objectStore("lists").delete(event);
  for (const fact of await deed.objectStore("facts").getAll())
    if (fact.event === event && fact.number) deed.objectStore("facts").delete([event, fact.key]);
  await deed.done;
}
