// Begins a passkey's ceremony where a page has a button for one; says so when the browser or its owner declines.
(function () {
  const ceremonies = { login: "loginForm", add: "addForm", signup: "signupForm", authenticate: "authenticateForm" };

  document.addEventListener("DOMContentLoaded", () => {
    if (!window.PublicKeyCredential || !window.allauth) return;
    for (const button of document.querySelectorAll("[data-passkey]")) {
      const kind = button.dataset.passkey;
      button.hidden = false;
      window.allauth.webauthn.forms[ceremonies[kind]]({
        ids: { [kind]: button.id, credential: button.dataset.credential, passwordless: button.dataset.alone, data: "passkey-options" },
      });
    }
  });

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const said = document.getElementById("passkey-declined");
    if (!said) return;
    said.hidden = false;
    said.focus();
  });
})();
