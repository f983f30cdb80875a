// Small helps for people; every page works without them.
(function () {
  "use strict";
  const narrow = window.matchMedia("(max-width: 1099px)");

  // Beside the list where there is room; a page of its own on a small screen.
  document.addEventListener("htmx:confirm", (event) => {
    const link = event.target.closest("[data-pane]");
    if (!link) return;
    if (narrow.matches) {
      event.preventDefault();
      window.location.assign(link.href);
      return;
    }
    document.querySelectorAll("tbody.row.shown").forEach((row) => row.classList.remove("shown"));
    link.closest("tbody").classList.add("shown");
  });

  function ticks() {
    return Array.from(document.querySelectorAll("input[name=notice][type=checkbox]"));
  }

  function count() {
    const button = document.querySelector("[data-count]");
    if (!button) return;
    const boxes = ticks();
    const ticked = boxes.filter((box) => box.checked).length;
    button.textContent = button.dataset.count + (ticked ? " (" + ticked + ")" : "");
    const all = document.querySelector("[data-tick-all]");
    if (all) {
      all.checked = ticked > 0 && ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-tick-all]")) {
      ticks().forEach((box) => { box.checked = event.target.checked; });
    }
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
    if (event.target.matches("[data-drop] input[type=file]")) event.target.form.requestSubmit();
    count();
  });
  document.addEventListener("htmx:afterSwap", count);

  // The whole cell of a tick box is the tick box: a finger needs the room.
  document.addEventListener("click", (event) => {
    const box = event.target.matches("td.tick") && event.target.querySelector("input[type=checkbox]");
    if (box) box.click();
  });

  // A file dropped anywhere on the drop zone is as good as one chosen.
  document.querySelectorAll("[data-drop]").forEach((zone) => {
    const input = zone.querySelector("input[type=file]");
    ["dragenter", "dragover"].forEach((name) => zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    }));
    ["dragleave", "drop"].forEach((name) => zone.addEventListener(name, () => zone.classList.remove("over")));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.form.requestSubmit();
    });
  });

  // One click, one act: a form is not sent twice.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post" || event.target.hasAttribute("hx-post")) return;
    window.setTimeout(() => {
      document.querySelectorAll("button").forEach((button) => {
        if (button.form === event.target && !button.disabled) {
          button.disabled = true;
          button.dataset.sent = "1";
        }
      });
    });
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("button[data-sent]").forEach((button) => {
      button.disabled = false;
      delete button.dataset.sent;
    });
    count();
  });

  document.documentElement.classList.add("scripted");
  document.cookie = "relance-scripts=1; path=/; max-age=31536000; samesite=lax";
  count();
})();
