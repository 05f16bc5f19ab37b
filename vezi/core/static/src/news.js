// What went wrong with a part of the page is said at its head; the page itself stays as it was.
export function tellRefusal(event) {
  const { xhr, target } = event.detail;
  const place = document.getElementById("news");
  if (!place) return;
  if (event.type === "htmx:sendError") {
    place.replaceChildren(document.getElementById("not-sent").content.cloneNode(true));
    return;
  }
  const signIn = document.querySelector('meta[name="vezi-sign-in"]')?.content;
  if (signIn && new URL(xhr.responseURL || location.href).pathname === signIn && target !== document.body) {
    event.detail.shouldSwap = false;
    location.reload();
    return;
  }
  if (xhr.status < 400 || xhr.status === 422) {
    if (xhr.status < 400) place.replaceChildren();
    return;
  }
  if (xhr.responseText.includes('id="refusal"')) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    event.detail.target = place;
    event.detail.swapOverride = "innerHTML";
    event.detail.selectOverride = "#refusal";
  } else place.replaceChildren(document.getElementById("not-sent").content.cloneNode(true));
}
