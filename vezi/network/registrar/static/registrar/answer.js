// One press in the letter is the answer. Programs that open links of their own accord give none: the form is sent at the
// first sign of somebody, or on a touch screen once the page has been in sight for a moment (asking/views.py says why).
(function () {
  const form = document.querySelector("form[data-answers-itself]");
  if (!form || navigator.webdriver) return;
  const IN_SIGHT = 1500; // milliseconds
  let sent = false;

  function send() {
    if (sent || document.visibilityState !== "visible") return;
    sent = true;
    form.requestSubmit(form.querySelector("button"));
  }

  form.addEventListener("submit", () => { sent = true; });
  for (const sign of ["pointermove", "pointerdown", "keydown", "touchstart", "wheel"]) {
    window.addEventListener(sign, (event) => { if (event.isTrusted) send(); }, { passive: true });
  }
  if (window.matchMedia("(pointer: coarse)").matches) {
    const waits = () => { if (document.visibilityState === "visible") window.setTimeout(send, IN_SIGHT); };
    document.addEventListener("visibilitychange", waits);
    waits();
  }
})();
