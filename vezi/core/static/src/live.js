// What happens is seen at once: one stream for the tab that is looked at. A place of the page that shows what may change
// says hx-trigger="live:notices from:body", or listens for that event; `live:resync` says that something may have been
// missed. Without a stream the page is as it was made, and the next one is up to date.
const FIRST = 5_000;
const LONGEST = 600_000;
const address = document.querySelector('meta[name="vezi-live"]')?.content;
const [path, made] = address?.split("?since=") ?? [];
const behind = Number(made) - Date.now(); // the server's clock and ours
let since = made;
let stream;
let timer;
let pause = FIRST;

function close() {
  clearTimeout(timer);
  if (!stream) return;
  stream.close();
  stream = undefined;
  since = String(Date.now() + behind);
}

function open() {
  if (stream || !address || document.hidden) return;
  clearTimeout(timer);
  stream = new EventSource(`${path}?since=${since}`);
  stream.addEventListener("open", () => (pause = FIRST));
  stream.addEventListener("message", ({ data }) => {
    const [event, about] = data.split(" ");
    document.body.dispatchEvent(new CustomEvent(`live:${event}`, { bubbles: true, detail: { about } }));
  });
  stream.addEventListener("error", () => {
    if (stream?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    close();
    timer = setTimeout(open, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, LONGEST);
  });
}

document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
addEventListener("pagehide", close);
addEventListener("pageshow", open);
