
// Arrows from card to card: their ways come with the page as gaps, gutters and tracks; here they get their pixels, from
// the boxes as they stand, and again whenever those change. Without this script they are read as sentences.
(() => {
  const table = document.getElementById("grid");
  const data = document.getElementById("ties");
  if (!table || !data) return;
  const ties = JSON.parse(data.textContent);
  const TRACK = 10, ROUND = 6, HEAD = 5, AIR = 4;
  const NS = "http://www.w3.org/2000/svg";
  const svg = table.parentElement.insertBefore(document.createElementNS(NS, "svg"), table.nextSibling);
  svg.setAttribute("class", "drawn");
  svg.setAttribute("aria-hidden", "true");
  const make = (name, attributes, parent) => {
    const made = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return parent.appendChild(made);
  };
  const cards = new Map([...table.querySelectorAll("[data-card]")].map((card) => [card.dataset.card, card]));
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.classList.contains("line"));
  const heads = [...table.tHead.querySelector(".steps").cells].slice(1);

  const measure = () => {
    const frame = table.parentElement.getBoundingClientRect();
    const [dx, dy] = [table.parentElement.scrollLeft - frame.left - table.parentElement.clientLeft, table.parentElement.scrollTop - frame.top - table.parentElement.clientTop];
    const box = (element) => {
      const at = element.getBoundingClientRect();
      return { left: at.left + dx, right: at.right + dx, top: at.top + dy, bottom: at.bottom + dy };
    };
    // What fills a row: from its highest content to its lowest, so that the air around it belongs to the gaps.
    const content = rows.map((row) => {
      const inside = [...row.querySelectorAll("td > *")].map(box);
      const own = box(row);
      return inside.length ? { top: Math.min(...inside.map((one) => one.top)), bottom: Math.max(...inside.map((one) => one.bottom)) } : { top: own.top + 14, bottom: own.bottom - 6 };
    });
    const edge = box(table);
    const gap = (at) => [at > 0 ? content[at - 1].bottom : content[0].top - 18, at < rows.length ? content[at].top : Math.min(edge.bottom, content[at - 1].bottom + 24)];
    // A line across the map takes the lower part of its gap.
    const lined = rows.map((row) => (row.previousElementSibling && row.previousElementSibling.classList.contains("line") ? box(row.previousElementSibling) : null));
    const columns = heads.map(box);
    return { cards: new Map([...cards].map(([id, card]) => [id, box(card)])), content, gap, lined, columns, edge };
  };

  const within = ([low, high], track, of) => {
    const pitch = Math.min(TRACK, (high - low) / (of + 0.6));
    return (low + high) / 2 + (track - (of - 1) / 2) * pitch;
  };

  const points = (tie, at) => {
    const [from, to] = [at.cards.get(tie.from), at.cards.get(tie.to)];
    const rtl = getComputedStyle(table).direction === "rtl";
    const side = (name) => (rtl && name === "left" ? "right" : rtl && name === "right" ? "left" : name);
    const cardOf = (index) => (index === 0 ? from : index === tie.runs.length - 1 ? to : null);
    const where = ([across, line, low, high, track, of], index) => {
      const half = line >> 1;
      const offset = (track - (of - 1) / 2) * TRACK;
      if (across && line % 2 === 0) {
        const [top, bottom] = at.gap(half);
        const line_ = at.lined[half];
        return within(line_ ? [top, line_.bottom - 2] : [top, bottom], track, of);
      }
      if (across) {
        const card = cardOf(index);
        if (!card) return (at.content[half].top + at.content[half].bottom) / 2 + offset;
        const other = tie.runs.length === 1 ? to : card;
        const first = Math.abs(card.top - at.content[half].top) < 30;
        const middle = first ? card.top + Math.min(card.bottom - card.top, other.bottom - other.top, 34) / 2 : (card.top + card.bottom) / 2;
        return Math.max(card.top + 5, Math.min(card.bottom - 5, middle + offset));
      }
      const columns = at.columns;
      if (line % 2) return (columns[half].left + columns[half].right) / 2 + (rtl ? -offset : offset);
      const edge = half < columns.length ? (rtl ? columns[half].right : columns[half].left) : rtl ? columns[half - 1].left : columns[half - 1].right;
      const inner = half === 0 ? (rtl ? -6 : 6) : half === columns.length ? (rtl ? 6 : -6) : 0;
      const pitch = Math.min(TRACK, (2 * parseFloat(getComputedStyle(table).getPropertyValue("--gutter")) - 6) / of);
      return edge + inner + (track - (of - 1) / 2) * (rtl ? -pitch : pitch);
    };
    const lines = tie.runs.map(where);
    const port = (card, name, value) => (name === "top" ? [value, card.top] : name === "bottom" ? [value, card.bottom] : side(name) === "left" ? [card.left, value] : [card.right, value]);
    const found = [port(from, tie.leaves, lines[0])];
    for (let index = 1; index < lines.length; index += 1) found.push(tie.runs[index][0] ? [lines[index - 1], lines[index]] : [lines[index], lines[index - 1]]);
    // Where a run follows across after across (or down after down), the point between lies on both.
    found.push(port(to, tie.enters, lines[lines.length - 1]));
    return found;
  };

  const rounded = (all) => {
    let path = `M${all[0][0].toFixed(1)} ${all[0][1].toFixed(1)}`;
    for (let i = 1; i < all.length; i += 1) {
      const [x, y] = all[i];
      if (i === all.length - 1) { path += `L${x.toFixed(1)} ${y.toFixed(1)}`; continue; }
      const [[a, b], [c, d]] = [all[i - 1], all[i + 1]];
      const before = Math.hypot(x - a, y - b), after = Math.hypot(c - x, d - y);
      const r = Math.min(ROUND, before / 2, after / 2);
      if (r < 0.5) { path += `L${x.toFixed(1)} ${y.toFixed(1)}`; continue; }
      path += `L${(x - ((x - a) / before) * r).toFixed(1)} ${(y - ((y - b) / before) * r).toFixed(1)}Q${x.toFixed(1)} ${y.toFixed(1)} ${(x + ((c - x) / after) * r).toFixed(1)} ${(y + ((d - y) / after) * r).toFixed(1)}`;
    }
    return path;
  };

  const meets = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  const span = ([[a, b], [c, d]], air) => ({ left: Math.min(a, c) - air, right: Math.max(a, c) + air, top: Math.min(b, d) - air, bottom: Math.max(b, d) + air });
  const parts = (all) => all.slice(1).map((point, index) => [all[index], point]);

  // The first place along its own way, the longest part first, where a label meets no card, no other arrow, no label.
  const settle = (label, width, height, own, others, taken) => {
    const inside = parts(own).sort((one, other) => Math.hypot(other[1][0] - other[0][0], other[1][1] - other[0][1]) - Math.hypot(one[1][0] - one[0][0], one[1][1] - one[0][1]));
    for (const [[a, b], [c, d]] of inside) {
      for (const share of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88]) {
        const [x, y] = [a + (c - a) * share, b + (d - b) * share];
        const box = { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
        if (![...others, ...taken].some((one) => meets(box, one))) return { x, y, box };
      }
    }
    return null;
  };

  const draw = () => {
    const at = measure();
    svg.replaceChildren();
    svg.setAttribute("width", at.edge.right - at.edge.left);
    svg.setAttribute("height", at.edge.bottom - at.edge.top);
    const ways = ties.map((tie) => points(tie, at));
    const taken = [...table.querySelectorAll("td > *, .line span")].map((one) => {
      const frame = svg.getBoundingClientRect();
      const own = one.getBoundingClientRect();
      return { left: own.left - frame.left, right: own.right - frame.left, top: own.top - frame.top, bottom: own.bottom - frame.top };
    });
    ties.forEach((tie, index) => {
      const all = ways[index];
      const group = make("g", { class: tie.way }, svg);
      const [[a, b], [x, y]] = all.slice(-2);
      const long = Math.hypot(x - a, y - b) || 1;
      const [u, v] = [(x - a) / long, (y - b) / long];
      const end = [x - u * HEAD, y - v * HEAD];
      const path = rounded([...all.slice(0, -1), end]);
      make("path", { class: "halo", d: path }, group);
      make("path", { class: "way", d: path }, group);
      make("path", { class: "head", d: `M${x.toFixed(1)} ${y.toFixed(1)}L${(end[0] - v * 3.4).toFixed(1)} ${(end[1] + u * 3.4).toFixed(1)}L${(end[0] + v * 3.4).toFixed(1)} ${(end[1] - u * 3.4).toFixed(1)}Z` }, group);
    });
    ties.forEach((tie, index) => {
      if (!tie.label) return;
      const text = make("text", {}, svg);
      text.textContent = tie.label;
      const size = text.getBBox();
      const others = ways.flatMap((way, other) => (other === index ? [] : parts(way).map((part) => span(part, 2))));
      const place = settle(tie.label, size.width + 2 * AIR, size.height + 2, ways[index], others, taken) || settle(tie.label, size.width + 2 * AIR, size.height + 2, ways[index], [], taken.filter((one) => one.label)) ;
      text.setAttribute("x", place.x);
      text.setAttribute("y", place.y);
      svg.insertBefore(make("rect", { x: place.box.left, y: place.box.top, width: place.box.right - place.box.left, height: place.box.bottom - place.box.top, rx: 3 }, svg), text);
      taken.push({ ...place.box, label: true });
    });
  };
  draw();
  new ResizeObserver(draw).observe(table);
  if (document.fonts) document.fonts.ready.then(draw);
  addEventListener("beforeprint", draw);
})();
