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

  // The map as a grid: one tab stop, arrow keys between cells, Enter into a cell, Escape out of it.
  const table = document.getElementById("grid");
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
  let here = board[1] && board[1][1] ? board[1][1] : table.rows[0].cells[0];
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
