// The offer to take an act back counts down and goes; while somebody points at it or stands in it, it stays.
(function () {
  "use strict";
  function begin(box) {
    const left = box.querySelector("[data-left]");
    let seconds = Number(box.dataset.undo);
    box.removeAttribute("data-undo");
    const timer = window.setInterval(() => {
      if (!box.isConnected) return window.clearInterval(timer);
      if (box.matches(":hover") || box.contains(document.activeElement) || document.hidden) return undefined;
      seconds -= 1;
      left.textContent = seconds + " s";
      if (seconds > 0) return undefined;
      window.clearInterval(timer);
      box.classList.add("fading");
      window.setTimeout(() => { box.querySelector("form").remove(); box.classList.remove("fading"); }, 400);
      return undefined;
    }, 1000);
  }
  function all() { document.querySelectorAll("[data-undo]").forEach(begin); }
  all();
  document.addEventListener("htmx:afterSwap", all);
})();
