// “Tell me in this browser”: asks the browser's person, then its push service, and says the address to the house.
const place = document.querySelector("[data-push]");

const base64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

async function subscribe({ push, pushWorker, pushAdd }) {
  const worker = await navigator.serviceWorker.register(pushWorker);
  const key = bytes(push);
  const before = await worker.pushManager.getSubscription();
  if (before && base64(before.options.applicationServerKey) !== push) await before.unsubscribe(); // of another key of ours
  while (!worker.active) await new Promise((later) => setTimeout(later, 50));
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const body = new URLSearchParams({
    endpoint: subscription.endpoint,
    key: base64(subscription.getKey("p256dh")),
    secret: base64(subscription.getKey("auth")),
    csrfmiddlewaretoken: place.querySelector("[name=csrfmiddlewaretoken]").value,
  });
  return fetch(pushAdd, { method: "POST", body });
}

if (place && "serviceWorker" in navigator && "PushManager" in window) {
  const said = place.querySelector("[data-push-said]");
  place.querySelector("[data-push-not]").remove();
  place.querySelector("[data-push-able]").hidden = false;
  place.querySelector("button").addEventListener("click", async (event) => {
    event.target.disabled = true;
    said.textContent = "";
    try {
      if ((await Notification.requestPermission()) !== "granted") said.textContent = place.dataset.pushForbidden;
      else {
        const answer = await subscribe(place.dataset);
        if (answer.ok) return location.reload();
        said.textContent = answer.status === 422 ? await answer.text() : place.dataset.pushFailed;
      }
    } catch {
      said.textContent = place.dataset.pushFailed;
    }
    event.target.disabled = false;
  });
}
