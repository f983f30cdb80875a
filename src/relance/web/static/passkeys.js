// A passkey that did not answer (cancelled, unknown here, no such device) is told in words.
(function () {
  "use strict";
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const place = document.querySelector("[data-passkey-trouble]");
    if (!place) return;
    place.hidden = false;
    place.focus();
  });
  const hint = document.querySelector("[data-passkey-address]");
  if (hint && /^([\d.]+|\[.*\])$/.test(window.location.hostname)) hint.hidden = false;
  const box = document.querySelector("[data-passkey-works]");
  if (box && !window.PublicKeyCredential) box.hidden = true;
})();
