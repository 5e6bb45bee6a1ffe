// What is wrong with a page, measured in the boxes of its elements: texts cut off or out of their box, texts that cover
// each other.
function outside() {
  const faults = [];
  const cut = (inner, outer, what) => {
    const a = inner.getBoundingClientRect(), b = outer.getBoundingClientRect();
    if (a.width && (a.left < b.left - 1.5 || a.right > b.right + 1.5 || a.top < b.top - 1.5 || a.bottom > b.bottom + 1.5))
      faults.push(what + ': ' + inner.textContent.slice(0, 40));
  };
  for (const cell of document.querySelectorAll('.map td, .map th'))
    for (const text of cell.querySelectorAll('p, small, b, i, .name, .no, button')) if (!text.closest('.sr')) cut(text, cell, 'out of its cell');
  for (const box of document.querySelectorAll('.card, .facts, .found'))
    for (const text of box.querySelectorAll('p, li, h1, h2, h3, dd, dt'))
      if (!text.closest('.scroll, .sr, details')) cut(text, box, 'out of its card');
  for (const band of document.querySelectorAll('.branches td'))
    for (const label of band.querySelectorAll('.way-note > span')) cut(label, band, 'out of the branches');
  for (const one of document.querySelectorAll('.way-note > span, .c, .stage, .gap, .lv, .pill, .tag'))
    if (one.scrollWidth > one.clientWidth + 2 || (one.scrollHeight > one.clientHeight + 2 && getComputedStyle(one).overflowY === 'hidden'))
      faults.push('cut off: ' + one.textContent.slice(0, 40));
  return faults;
}

function covered() {
  const faults = [];
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const apart = (boxes, what) => {
    for (let i = 0; i < boxes.length; i += 1) for (let k = i + 1; k < boxes.length; k += 1)
      if (meet(boxes[i].getBoundingClientRect(), boxes[k].getBoundingClientRect()))
        faults.push(what + ': ' + boxes[i].textContent.slice(0, 30) + ' | ' + boxes[k].textContent.slice(0, 30));
  };
  const seen = one => one.getClientRects().length > 0;
  for (const cell of document.querySelectorAll('.map td')) apart([...cell.querySelectorAll('.c, .q > .corner-name, .bars li, .gap, .lv')], 'cards');
  for (const band of document.querySelectorAll('.branches')) apart([...band.querySelectorAll('.way-note > span')], 'branches');
  for (const row of document.querySelectorAll('.map .curve')) apart([...row.querySelectorAll('.lv, .gap')], 'levels');
  for (const cell of document.querySelectorAll('.map .lane')) apart([...cell.querySelectorAll('b, small, .ticks span')], 'lane');
  for (const plot of document.querySelectorAll('.scatter')) if (seen(plot))
    apart([...plot.querySelectorAll('text.label, text.key, text.corner')], 'matrix');
  apart([...document.querySelectorAll('.top > *')].filter(seen), 'bar');
  apart([...document.querySelectorAll('.found > *, .facts > div, .personas > *')].filter(seen), 'head');
  return faults;
}
