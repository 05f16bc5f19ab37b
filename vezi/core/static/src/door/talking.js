// Between the phone and the house: what was said here goes there, what other phones said comes back. Each fact may be sent
// as often as it takes.
const MOST = 200;

export class Closed extends Error {}
export class SignedOut extends Error {}

async function ask(address, options = {}) {
  const answer = await fetch(address, { ...options, headers: { Accept: "application/json", ...options.headers }, cache: "no-store" });
  if (answer.redirected || answer.status === 401) throw new SignedOut();
  if ([403, 404, 409, 410].includes(answer.status)) throw new Closed(answer.status === 409 ? (await answer.json()).why : "");
  if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(String(answer.status));
  return answer.json();
}

export async function list(address) {
  const given = await ask(address);
  return { ...given, ahead: given.now - Date.now() };
}

export function tell(address, { evening, token }) {
  const now = Date.now();
  const facts = evening.unsent.slice(0, MOST).map(({ key, deed, place, undoes, name, mail, person, marked }) => ({
    key, deed, place, undoes, name, mail, person, ago: Math.max(0, now - marked),
  }));
  return ask(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ facts, door: evening.phone, after: evening.last }),
    signal: AbortSignal.timeout(15_000),
  });
}

export const offers = (address, name, mail) =>
  ask(`${address}?${new URLSearchParams({ name, mail })}`, { signal: AbortSignal.timeout(4_000) });
