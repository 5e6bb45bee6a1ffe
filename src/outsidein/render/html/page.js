"use strict";
// Three small things the browser does not do by itself: the theme that was chosen, the place of what opens, and arrow
// keys on the map. Without this script everything is still there to read.
(() => {
  const root = document.documentElement;
  const toggle = document.getElementById("theme");
  const night = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : night.matches);
  const say = () => toggle.setAttribute("aria-pressed", String(dark()));
  toggle.hidden = false;
  say();
  night.addEventListener("change", say);
  toggle.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    say();
    try { localStorage.setItem("outsidein-theme", root.dataset.theme); } catch (e) { /* a private window keeps nothing */ }
  });

  let opener = null;
  document.addEventListener("click", (event) => {
    opener = event.target.closest("[popovertarget]:not([popovertargetaction])") || opener;
  }, true);
  for (const box of document.querySelectorAll("[popover]")) {
    box.addEventListener("toggle", (event) => {
      if (event.newState !== "open" || !opener) return;
      const by = opener.getBoundingClientRect();
      const own = box.getBoundingClientRect();
      const left = Math.max(8, Math.min(by.left + by.width / 2 - own.width / 2, innerWidth - own.width - 8));
      const below = by.bottom + 8;
      const top = below + own.height <= innerHeight - 8 ? below : Math.max(8, by.top - own.height - 8);
      box.style.setProperty("inset", "auto");
      box.style.setProperty("margin", "0");
      box.style.setProperty("left", left + "px");
      box.style.setProperty("top", top + "px");
    });
  }

  // A network: one tab stop, arrow keys to the nearest actor that way; who is looked at stands out with what is theirs.
  const net = document.getElementById("net");
  if (net) {
    const actors = [...net.querySelectorAll("[data-actor]")];
    const flows = [...net.querySelectorAll("[data-from]")];
    const shine = (actor) => {
      const id = actor && actor.dataset.actor;
      const near = new Set([id]);
      for (const flow of flows) {
        const { from, to } = flow.dataset;
        const own = from === id || to === id;
        if (own) { near.add(from); near.add(to); }
        flow.classList.toggle("dim", Boolean(id) && !own);
      }
      for (const one of actors) one.classList.toggle("dim", Boolean(id) && !near.has(one.dataset.actor));
    };
    const middle = (actor) => {
      const box = actor.querySelector(".shape").getBBox();
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    for (const actor of actors) {
      actor.addEventListener("focus", () => {
        for (const one of actors) one.tabIndex = one === actor ? 0 : -1;
        shine(actor);
      });
      actor.addEventListener("blur", () => shine(null));
      actor.addEventListener("pointerenter", () => shine(actor));
      actor.addEventListener("pointerleave", () => shine(document.activeElement && document.activeElement.dataset.actor ? document.activeElement : null));
    }
    net.addEventListener("keydown", (event) => {
      const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
      const here = event.target.closest("[data-actor]");
      if (!way || !here || event.altKey || event.metaKey || event.ctrlKey) return;
      const [x, y] = middle(here);
      let best = null;
      for (const one of actors) {
        const [u, v] = middle(one);
        const along = (u - x) * way[0] + (v - y) * way[1];
        const aside = Math.abs((u - x) * way[1]) + Math.abs((v - y) * way[0]);
        const far = along + 2 * aside;
        if (along > 1 && (!best || far < best[0])) best = [far, one];
      }
      if (best) best[1].focus();
      event.preventDefault();
    });
  }

  // The map as a grid: one tab stop, arrow keys between cells, Enter into a cell, Escape out of it.
  const table = document.getElementById("grid");
  if (!table) return;
  const board = [];
  const seat = new Map();
  table.setAttribute("role", "grid");
  [...table.rows].forEach((row, y) => {
    let x = 0;
    board.push([]);
    for (const cell of row.cells) {
      seat.set(cell, [x, y]);
      for (let i = 0; i < cell.colSpan; i += 1) board[y][x + i] = cell;
      x += cell.colSpan;
      cell.tabIndex = -1;
      for (const button of cell.querySelectorAll("button")) button.tabIndex = -1;
    }
  });
  const steps = board[table.tHead.rows.length - 1];
  let here = steps && steps[1] ? steps[1] : table.rows[0].cells[0];
  let column = 1;
  here.tabIndex = 0;
  const go = (cell, focus) => {
    if (!cell) return;
    here.tabIndex = -1;
    here = cell;
    here.tabIndex = 0;
    if (focus) here.focus();
  };
  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td, th");
    if (cell && cell !== here) { go(cell, false); column = seat.get(cell)[0]; }
  });
  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.shiftKey || document.querySelector(":popover-open")) return;
    const cell = event.target.closest("td, th");
    const buttons = [...cell.querySelectorAll("button")];
    const at = buttons.indexOf(event.target);
    const [x, y] = seat.get(cell);
    const turn = getComputedStyle(table).direction === "rtl" ? -1 : 1;
    const beside = { ArrowRight: turn, ArrowLeft: -turn }[event.key];
    const over = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at >= 0 && event.key === "Escape") { cell.focus(); }
    else if (at >= 0 && (beside || over)) {
      const next = buttons[at + (over || beside)];
      if (next) next.focus(); else return;
    } else if (at >= 0) { return; }
    else if ((event.key === "Enter" || event.key === " " || event.key === "F2") && buttons.length) { buttons[0].focus(); }
    else if (beside) {
      const next = board[y][beside > 0 ? x + cell.colSpan : x - 1];
      if (next) { go(next, true); column = seat.get(next)[0]; }
    } else if (over) {
      const next = board[y + over];
      if (next) go(next[Math.min(column, next.length - 1)], true);
    } else if (event.key === "Home" || event.key === "End") {
      const line = event.ctrlKey ? board[event.key === "Home" ? 0 : board.length - 1] : board[y];
      const next = line[event.key === "Home" ? 0 : line.length - 1];
      go(next, true);
      column = seat.get(next)[0];
    } else { return; }
    event.preventDefault();
  });
})();
