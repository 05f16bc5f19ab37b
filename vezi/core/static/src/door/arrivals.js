// Who has come, made of the facts of all phones. The house says the same (`events/door/arrivals.py`), and a test holds the two
// against one another: an arrival stands until a fact undoes it by its key, and of several for one place the earliest counts.
export function standing(facts) {
  const undone = new Set();
  for (const fact of facts) if (fact.undoes) undone.add(fact.undoes);
  const found = new Map();
  for (const fact of facts) {
    if (!fact.place || undone.has(fact.key)) continue;
    const other = found.get(fact.place);
    if (!other || before(fact, other)) found.set(fact.place, fact);
  }
  return found;
}

// Those of one place that stand: to take one back is to undo them all.
export function standingFor(facts, place) {
  const undone = new Set(facts.map((fact) => fact.undoes));
  return facts.filter((fact) => fact.place === place && !undone.has(fact.key));
}

const before = (one, other) => one.at < other.at || (one.at === other.at && one.key < other.key);
