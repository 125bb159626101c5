// Where layers stand: ranks from top to bottom, and a deep network cut into columns as text is, so that all of it fits a screen.
const placing = (() => {
  const card = { width: 196, height: 64 }, pitch = 104, gap = 130, { rank, x, edges } = detail.graph;
  const ranks = [], crossings = [], widths = [];
  layers.forEach((_, i) => { (ranks[rank[i]] ??= []).push(i); widths[rank[i]] = Math.max(widths[rank[i]] ?? 0, x[i]); });
  ranks.forEach(members => members.sort((a, b) => x[a] - x[b]));
  edges.forEach(([from, to, ...bends]) => {
    if (bends.length > 0 || rank[to] - rank[from] === 1) for (let r = rank[from]; r < rank[to]; r++) crossings[r] = (crossings[r] ?? 0) + 1;
  });

  // A column as tall as makes the whole a little wider than high, cut where the fewest edges cross.
  const breadth = widths.reduce((a, b) => Math.max(a, b), 0) + card.width + gap;
  const ideal = ranks.length <= 8 ? ranks.length : Math.max(6, Math.round(Math.sqrt(ranks.length * breadth / (1.5 * pitch))));
  const columns = [];
  for (let first = 0; first < ranks.length;) {
    let last = Math.min(ranks.length, first + ideal);
    if (ranks.length - last <= 0.2 * ideal) last = ranks.length;
    else for (let step = 1; step <= Math.max(3, 0.2 * ideal); step++) for (const r of [first + ideal - step, first + ideal + step]) if (r < ranks.length && (crossings[r - 1] ?? 0) < (crossings[last - 1] ?? 0)) last = r;
    columns.push({ first, last });
    first = last;
  }
  const columnOf = [];
  let left = 0;
  for (const column of columns) {
    let low = Infinity, high = 0;
    for (let r = column.first; r < column.last; r++) {
      columnOf[r] = column;
      for (const i of ranks[r]) [low, high] = [Math.min(low, x[i]), Math.max(high, x[i])];
    }
    [column.left, column.shift, column.right] = [left, left - low, left + high - low + card.width];
    left = column.right + gap;
  }
  const rankTop = r => (r - columnOf[r].first) * pitch;
  const top = layers.map((_, i) => rankTop(rank[i])), start = layers.map((_, i) => x[i] + columnOf[rank[i]].shift);
  const size = { width: left - gap, height: columns.reduce((a, column) => Math.max(a, column.last - column.first), 0) * pitch - (pitch - card.height) };

  const link = (x1, y1, x2, y2) => `C${x1} ${(y1 + y2) / 2} ${x2} ${(y1 + y2) / 2} ${x2} ${y2}`;
  // Through a list of points, corners rounded.
  const bent = points => points.slice(1).map(([x2, y2], i) => {
    const [x1, y1] = points[i], next = points[i + 2];
    if (!next) return `L${x2} ${y2}`;
    const near = (ax, ay) => { const length = Math.hypot(ax - x2, ay - y2) || 1, part = Math.min(12, length / 2) / length; return `${x2 + (ax - x2) * part} ${y2 + (ay - y2) * part}`; };
    return `L${near(x1, y1)}Q${x2} ${y2} ${near(next[0], next[1])}`;
  }).join("");
  // From one column into another: out below, up between the columns, over the tops of those between, in from above.
  const over = (x1, y1, column, x2, y2, next, i) => {
    const lane = (i % 5) * 7 - 14, out = column.right + gap / 2 + lane, into = next.left - gap / 2 + lane, above = -26 - (i % 5) * 5;
    return bent(columns.indexOf(next) - columns.indexOf(column) === 1 ? [[x1, y1], [x1, y1 + 20], [into, y1 + 20], [into, y2 - 20], [x2, y2 - 20], [x2, y2]]
      : [[x1, y1], [x1, y1 + 20], [out, y1 + 20], [out, above], [into, above], [into, y2 - 20], [x2, y2 - 20], [x2, y2]]);
  };
  const route = i => {
    const [from, to, ...bends] = edges[i];
    let [r, px, py] = [rank[from], start[from] + card.width / 2, top[from] + card.height], path = `M${px} ${py}`;
    const join = (nextRank, x, y) => {
      path += columnOf[r] === columnOf[nextRank] ? link(px, py, x, y) : over(px, py, columnOf[r], x, y, columnOf[nextRank], i);
      [r, px, py] = [nextRank, x, y];
    };
    bends.forEach((bend, b) => {
      const next = rank[from] + b + 1, x = bend + card.width / 2 + columnOf[next].shift;
      join(next, x, rankTop(next));
      path += `V${py += card.height}`;
    });
    join(rank[to], start[to] + card.width / 2, top[to]);
    return path;
  };
  return { card, pitch, rank, ranks, edges, columns, columnOf, top, start, size, route };
})();
