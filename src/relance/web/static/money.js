// Money in: from line to line and accept by keyboard. The page works without it.
(function () {
  "use strict";
  const isTyping = (element) => element.matches("input, select, textarea, button, summary, a[href]:not([data-line])");

  function go(step) {
    const lines = Array.from(document.querySelectorAll("[data-line]"));
    if (!lines.length) return;
    const here = lines.findIndex((line) => line.hasAttribute("aria-current"));
    const next = lines[Math.min(Math.max(here + step, 0), lines.length - 1)];
    if (next && !next.hasAttribute("aria-current")) window.location.assign(next.href);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "j" || event.key === "ArrowDown" && event.target === document.body) { event.preventDefault(); go(1); }
    if (event.key === "k" || event.key === "ArrowUp" && event.target === document.body) { event.preventDefault(); go(-1); }
    const accept = document.querySelector("[data-accept]");
    if (event.key === "Enter" && accept && event.target === document.body) {
      event.preventDefault();
      accept.form.requestSubmit(accept);
    }
  });
})();
