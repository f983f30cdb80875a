// The keyboard: one place for all keys. Every act has a link or a button as well; single keys can be switched off.
(function () {
  "use strict";
  const ROWS = "[data-line], main table.list tbody.row > tr:first-child, main table.list tbody:not(.row) > tr";
  const root = document.documentElement;
  const help = document.getElementById("keys");
  const places = new Map((document.body.dataset.go || "").split(" ").filter(Boolean).map((one) => one.split("=")));
  let waitsForLetter = 0;

  const isTyping = (element) => element.matches("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");
  const isSeen = (element) => element.getClientRects().length > 0;
  const rows = () => Array.from(document.querySelectorAll(ROWS)).filter(isSeen);
  const shown = (list) => list.findIndex((row) => row.classList.contains("at") || row.hasAttribute("aria-current"));
  const linkOf = (row) => (row.matches("a") ? row : row.querySelector("a.open") || row.querySelector("a[href]"));

  function go(step) {
    const list = rows();
    if (!list.length) return;
    const here = shown(list);
    const next = list[here < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(Math.max(here + step, 0), list.length - 1)];
    if (next.matches("[data-line]")) {
      if (!next.hasAttribute("aria-current")) window.location.assign(next.href);
      return;
    }
    list.forEach((row) => row.classList.toggle("at", row === next));
    next.scrollIntoView({ block: "nearest" });
    const link = linkOf(next) || next.querySelector("input, button");
    if (link) link.focus({ preventScroll: true });
  }

  function open() {
    const accept = document.querySelector("[data-accept]");
    if (accept) return accept.form.requestSubmit(accept), true;
    const row = document.querySelector(".at");
    const link = row && linkOf(row);
    if (link) link.click();
    return Boolean(link);
  }

  function tick() {
    const row = document.querySelector(".at");
    const box = row && row.closest("tbody").querySelector("input[type=checkbox]");
    if (box) box.click();
    return Boolean(box);
  }

  function search() {
    const field = document.getElementById("search-all") || document.querySelector("main input[type=search]");
    if (field) { field.focus(); field.select(); }
    return Boolean(field);
  }

  function showHelp() {
    if (!help || help.open || !window.htmx) return false;
    window.htmx.ajax("GET", document.body.dataset.help, { target: help, swap: "innerHTML" }).then(() => help.showModal());
    return true;
  }

  function close(event) {
    const menu = event.target.closest("details.menu[open]") || document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (isTyping(event.target)) event.target.blur();
  }

  function mainAct(form) {
    const button = form.querySelector("button.main, button:not(.quiet):not([type=button])") || form.querySelector("button");
    if (button && !button.disabled) form.requestSubmit(button.type === "submit" ? button : undefined);
  }

  const single = { j: () => (go(1), true), k: () => (go(-1), true), x: tick, "/": search, "?": showHelp };

  function singleKey(event) {
    if (root.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("dialog[open], [popover]:popover-open")) return;
    let done = false;
    if (waitsForLetter && Date.now() - waitsForLetter < 1500) {
      waitsForLetter = 0;
      const address = places.get(event.key);
      if (address) { window.location.assign(address); done = true; }
    } else if (event.key === "g") { waitsForLetter = Date.now(); done = true; }
    else if (event.key === "Enter") done = event.target === document.body && open();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.target === document.body && document.querySelector("[data-line]")) { go(event.key === "ArrowDown" ? 1 : -1); done = true; }
    } else if (Object.hasOwn(single, event.key)) done = single[event.key]();
    if (done) event.preventDefault();
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || !event.target.matches) return;
    if (event.key === "Escape") close(event);
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest("form") || document.querySelector("main form:has(button.main)");
      if (form) { event.preventDefault(); mainAct(form); }
    } else singleKey(event);
  });

  document.addEventListener("click", (event) => {
    if (event.target === help) help.close();
    if (event.target.closest("[data-help-keys]") && showHelp()) event.preventDefault();
    document.querySelectorAll("details.person[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  // What is swapped keeps the focus: on the same element where it is still there, else on what came.
  let hadFocus = "";
  document.addEventListener("htmx:beforeSwap", (event) => {
    const here = document.activeElement;
    hadFocus = here && event.detail.target.contains(here) ? here.id || "?" : "";
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!hadFocus || document.activeElement !== document.body) { hadFocus = ""; return; }
    const place = document.getElementById(hadFocus) || event.detail.elt;
    if (place && place.isConnected) {
      if (place.tabIndex < 0 && !place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
      place.focus({ preventScroll: true });
    }
    hadFocus = "";
  });

  // What a filter found is said, wherever the list was swapped.
  document.addEventListener("htmx:afterSettle", (event) => {
    const found = event.detail.elt.querySelector(".asked-for p");
    if (found) document.getElementById("told").textContent = found.textContent;
  });

  // An answer that does not come, or comes broken: one sentence and “Try again”.
  const trouble = document.getElementById("trouble");
  function tell(words, again) {
    const told = document.createElement("p");
    told.textContent = words;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "outline small";
    button.textContent = trouble.dataset.again;
    button.addEventListener("click", () => { trouble.replaceChildren(); again(); });
    trouble.replaceChildren(told, button);
  }
  function again(event) {
    const { elt, requestConfig } = event.detail;
    if (!elt || !elt.isConnected || !requestConfig) return window.location.reload();
    const cause = requestConfig.triggeringEvent;
    if (elt.matches("form")) elt.requestSubmit();
    else if (cause && cause.type === "click") elt.click();
    else window.htmx.trigger(elt, (cause && cause.type) || "click");
  }
  document.addEventListener("htmx:sendError", (event) => tell(trouble.dataset.offline, () => again(event)));
  document.addEventListener("htmx:timeout", (event) => tell(trouble.dataset.offline, () => again(event)));
  document.addEventListener("htmx:responseError", (event) => {
    const isClosed = [401, 403].includes(event.detail.xhr.status);
    tell(isClosed ? trouble.dataset.closed : trouble.dataset.broken, isClosed ? () => window.location.reload() : () => again(event));
  });
  document.addEventListener("htmx:beforeRequest", () => trouble.replaceChildren());
  window.addEventListener("offline", () => tell(trouble.dataset.offline, () => window.location.reload()));
  window.addEventListener("online", () => trouble.replaceChildren());

  // On paper the working is open.
  const opened = [];
  window.addEventListener("beforeprint", () => document.querySelectorAll("main details:not([open]):not(.menu)").forEach((one) => { one.open = true; opened.push(one); }));
  window.addEventListener("afterprint", () => opened.splice(0).forEach((one) => { one.open = false; }));
})();
