// A table that has only the rows in sight in the page, whatever their number. Rows are picked by mouse or by keyboard.
// columns: { name, width, right, wrap, text(row) or cell(row), sort(row), head() }
const table = ({ label, columns, rows, rowHeight = 34, visible = 14, pick = null, empty = "Nothing here." }) => {
  let shown = rows, sorted = -1, descending = false, active = -1, frame = 0;
  const tracks = columns.map(column => column.width).join(" ");
  const least = columns.reduce((sum, column) => sum + Number(column.width.match(/\d+/)[0]) + 12, 20);
  const heads = el("div", { class: "row heads", role: "row", style: `grid-template-columns:${tracks}` });
  const inner = el("div", { role: "presentation" });
  const body = el("div", { class: "body", tabindex: "0", role: "rowgroup", "aria-label": label });
  const root = el("div", { class: "table", role: "table", "aria-label": label, style: `--least:${least}px` }, heads, body);
  body.append(inner);

  const cells = row => columns.map(column => el("div", { class: `cell${column.right ? " right" : ""}${column.wrap ? " wrap" : ""}`, role: "cell", title: column.text ? column.text(row) : undefined },
    column.cell ? column.cell(row) : column.text(row)));
  const draw = () => {
    frame = 0;
    const first = Math.max(0, Math.floor(body.scrollTop / rowHeight) - 4);
    const last = Math.min(shown.length, Math.ceil((body.scrollTop + body.clientHeight) / rowHeight) + 4);
    inner.replaceChildren(...shown.slice(first, last).map((row, i) => el("div", {
      class: `row${pick ? " pick" : ""}${first + i === active ? " active" : ""}`, role: "row", "aria-rowindex": first + i + 2,
      style: `top:${(first + i) * rowHeight}px;height:${rowHeight}px;grid-template-columns:${tracks}`,
      onclick: () => { active = first + i; pick?.(row); draw(); },
    }, cells(row))));
    if (shown.length === 0) inner.replaceChildren(el("div", { class: "row muted", style: `height:${rowHeight}px` }, empty));
  };
  const later = () => { frame ||= requestAnimationFrame(draw); };
  const show = chosen => {
    shown = chosen.slice();
    active = -1;
    if (sorted >= 0) {
      const key = columns[sorted].sort, sign = descending ? -1 : 1;
      shown = shown.map((row, i) => [key(row), i, row]).sort((a, b) => (a[0] < b[0] ? -sign : a[0] > b[0] ? sign : a[1] - b[1])).map(entry => entry[2]);
    }
    root.setAttribute("aria-rowcount", shown.length + 1);
    inner.style.height = `${Math.max(1, shown.length) * rowHeight}px`;
    body.style.height = `${Math.min(Math.max(1, shown.length), visible) * rowHeight}px`;
    body.scrollTop = 0;
    draw();
  };
  columns.forEach((column, i) => {
    const content = column.head ? column.head() : column.sort ? el("button", {
      type: "button",
      onclick: () => {
        [descending, sorted] = [sorted === i ? !descending : column.right === true, i];
        [...heads.children].forEach((head, at) => at === i ? head.setAttribute("aria-sort", descending ? "descending" : "ascending") : head.removeAttribute("aria-sort"));
        show(rows === shown ? rows : filtered);
      },
    }, column.name) : el("span", { class: "muted" }, column.name);
    heads.append(el("div", { class: column.right ? "right" : "", role: "columnheader" }, content));
  });
  let filtered = rows;
  body.addEventListener("scroll", later, { passive: true });
  body.addEventListener("keydown", event => {
    const page = Math.max(1, Math.floor(body.clientHeight / rowHeight) - 1);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -shown.length, End: shown.length };
    if (event.key in steps && shown.length > 0) {
      active = Math.min(Math.max(active + steps[event.key], 0), shown.length - 1);
      body.scrollTop = Math.min(Math.max(body.scrollTop, (active + 1) * rowHeight - body.clientHeight), active * rowHeight);
      pick?.(shown[active]);
      draw();
      event.preventDefault();
    }
  });
  new ResizeObserver(later).observe(body);
  show(rows);
  return { root, show: chosen => { filtered = chosen; show(chosen); } };
};

// A search field above a table.
const search = (label, rows, textOf, target) => {
  const texts = rows.map(row => textOf(row).toLowerCase());
  const count = el("span", { class: "muted", "aria-live": "polite" });
  const input = el("input", {
    type: "search", placeholder: label, "aria-label": label, size: "28",
    oninput: () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const found = rows.filter((_, i) => words.every(word => texts[i].includes(word)));
      count.textContent = words.length ? `${found.length} of ${rows.length}` : "";
      target.show(found);
    },
  });
  return [input, count];
};
