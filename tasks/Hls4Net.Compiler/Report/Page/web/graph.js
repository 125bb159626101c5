// The graph: cards where there is room to read them, plain shapes in one path a colour where there is not. Only cards in sight exist.
(() => {
  const { card, pitch, rank, ranks, edges, columns, columnOf, top, start, size, route } = placing, readable = 0.42, mostCards = 420;
  const above = layers.map(() => []), below = layers.map(() => []), crossing = [], long = [];
  edges.forEach((edge, i) => {
    const [from, to] = edge;
    below[from].push(to);
    above[to].push(from);
    if (rank[to] - rank[from] > 1 && edge.length === 2) long.push(i);
    else for (let r = rank[from]; r < rank[to]; r++) (crossing[r] ??= []).push(i);
  });

  const heats = { kind: null, error: layerError, multipliers: layer => layer.cost?.multipliers ?? 0, latency: layer => most(layer.cost?.latency ?? 0) };
  let colours = [];
  const paint = name => {
    const heat = heats[name], highest = heat ? layers.reduce((a, layer) => Math.max(a, heat(layer)), 0) : 0;
    colours = layers.map(layer => !heat ? `var(--${layer.kind})` : highest === 0 || heat(layer) === 0 ? "var(--line)" : `color-mix(in srgb, var(--bad) ${Math.round(20 + 80 * Math.ceil(4 * Math.sqrt(heat(layer) / highest)) / 4)}%, var(--line))`);
  };
  paint("kind");

  const cut = (text, length) => text.length > length ? text.slice(0, length - 1) + "…" : text;
  const makeCard = i => {
    const layer = layers[i], result = layer.outputs[0], dsp = most(layer.cost?.dsp ?? 0);
    return svg("g", { class: `node${i === selection.index ? " chosen" : ""}`, transform: `translate(${start[i]} ${top[i]})` },
      svg("title", {}, `${layer.name}\n${layer.class}`),
      svg("rect", { class: "card", width: card.width, height: card.height, rx: 8 }),
      svg("path", { d: `M5 0.7h3v${card.height - 1.4}h-3q-4.3 -.6 -4.3 -7v-${card.height - 15.4}q0 -6.4 4.3 -7z`, style: `fill:${colours[i]}` }),
      svg("text", { class: "title", x: 18, y: 21 }, cut(layer.name, 24)),
      svg("text", { class: "second", x: 18, y: 38 }, cut(`${layer.class}${result ? "  " + shape(result.shape) : ""}`, 29)),
      svg("text", { class: "third", x: 18, y: 54 }, cut(bareType(result?.type ?? ""), 17)),
      dsp > 0 && svg("text", { class: "third", x: card.width - 10, y: 54, "text-anchor": "end" }, `${whole(dsp)} DSP`));
  };

  const world = svg("g"), edgeLayer = svg("g"), chosenEdges = svg("g"), shapes = svg("g"), cards = svg("g");
  world.append(edgeLayer, shapes, chosenEdges, cards);
  const status = el("div", { class: "status", "aria-live": "polite" });
  const canvas = el("div", { class: "canvas", tabindex: "0", role: "application", "aria-label": "Graph of the model. Arrow keys go along its edges, plus and minus zoom, 0 shows all." }, svg("svg", { "aria-hidden": true }, world), status);
  const view = { k: 1, x: 0, y: 0 }, drawn = new Map();
  let frame = 0, allShapes = null, allEdges = null, drawMap = null;

  // The ranks in sight, column by column.
  const visibleRanks = () => {
    const [left, right] = [-view.x / view.k - card.width, (canvas.clientWidth - view.x) / view.k], found = [];
    const [first, last] = [Math.floor((-view.y / view.k - card.height) / pitch), Math.ceil((canvas.clientHeight - view.y) / view.k / pitch)];
    for (const column of columns) if (column.right >= left && column.left <= right) for (let r = Math.max(column.first, column.first + first); r < Math.min(column.last, column.first + last + 1); r++) found.push(r);
    return found;
  };
  const drawCards = (visible, found) => {
    const wanted = new Set(found), seen = new Set(long.length <= 200 ? long : []);
    for (const [i, element] of drawn) if (!wanted.has(i)) { element.remove(); drawn.delete(i); }
    for (const i of found) if (!drawn.has(i)) { const element = makeCard(i); drawn.set(i, element); cards.append(element); }
    for (const r of visible) for (const i of [...crossing[r - 1] ?? [], ...crossing[r] ?? []]) seen.add(i);
    edgeLayer.replaceChildren(svg("path", { class: "edge", d: [...seen].map(route).join("") }));
    shapes.replaceChildren();
  };
  const drawShapes = () => {
    drawn.forEach(element => element.remove());
    drawn.clear();
    allEdges ??= svg("path", { class: "edge", "vector-effect": "non-scaling-stroke", d: edges.length > 30000 ? "" : edges.map((_, i) => route(i)).join("") });
    if (!allShapes) {
      const byColour = new Map();
      layers.forEach((_, i) => byColour.set(colours[i], (byColour.get(colours[i]) ?? "") + `M${start[i]} ${top[i]}h${card.width}v${card.height}h-${card.width}z`));
      allShapes = [...byColour].map(([colour, d]) => svg("path", { d, style: `fill:${colour}` }));
    }
    if (shapes.childElementCount === 0) shapes.replaceChildren(...allShapes);
    if (edgeLayer.firstChild !== allEdges) edgeLayer.replaceChildren(allEdges);
  };
  const draw = () => {
    frame = 0;
    world.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.k})`);
    const visible = visibleRanks(), [left, right] = [-view.x / view.k - card.width, (canvas.clientWidth - view.x) / view.k];
    const found = view.k >= readable ? visible.flatMap(r => ranks[r].filter(i => start[i] >= left && start[i] <= right)) : [];
    if (view.k >= readable && found.length <= mostCards) drawCards(visible, found);
    else drawShapes();
    const touched = selection.index < 0 ? [] : edges.flatMap((edge, i) => edge[0] === selection.index || edge[1] === selection.index ? [i] : []);
    chosenEdges.replaceChildren(svg("path", { class: "edge chosen", d: touched.map(route).join("") }),
      selection.index >= 0 && view.k < readable ? svg("rect", { class: "marker", x: start[selection.index], y: top[selection.index], width: card.width, height: card.height, "vector-effect": "non-scaling-stroke" }) : "");
    status.textContent = `${view.k < 0.01 ? (100 * view.k).toFixed(2) : Math.round(100 * view.k)} % · ${plural(layers.length, "layer")}${selection.index >= 0 ? ` · ${layers[selection.index].name}` : ""}`;
    drawMap?.();
  };
  const later = () => { frame ||= requestAnimationFrame(draw); };
  const clamp = (value, extent, room) => extent * view.k < room ? (room - extent * view.k) / 2 : Math.min(40, Math.max(room - extent * view.k - 40, value));
  const moveTo = (x, y) => {
    const before = [view.x, view.y];
    [view.x, view.y] = [clamp(x, size.width, canvas.clientWidth), clamp(y, size.height, canvas.clientHeight)];
    later();
    return before[0] !== view.x || before[1] !== view.y;
  };
  const smallest = () => Math.min(1, (canvas.clientWidth - 60) / size.width, (canvas.clientHeight - 76) / size.height);
  const zoomTo = (k, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) => {
    const next = Math.min(2.5, Math.max(smallest(), k)), part = next / view.k;
    view.k = next;
    moveTo(x - (x - view.x) * part, y - (y - view.y) * part);
  };
  const fit = () => { view.k = smallest(); moveTo(0, 0); };
  const centre = i => {
    const [x, y] = [start[i] + card.width / 2, top[i] + card.height / 2], [sx, sy] = [x * view.k + view.x, y * view.k + view.y], margin = 70;
    if (sx < margin || sy < margin || sx > canvas.clientWidth - margin || sy > canvas.clientHeight - margin) moveTo(canvas.clientWidth / 2 - x * view.k, canvas.clientHeight / 2 - y * view.k);
    later();
  };
  const at = (px, py) => {
    const [x, y] = [(px - view.x) / view.k, (py - view.y) / view.k], slack = view.k < readable ? 6 / view.k : 0;
    const column = columns.find(column => x >= column.left - slack && x <= column.right + slack);
    const r = column && Math.min(Math.max(Math.round((y - card.height / 2) / pitch), 0) + column.first, column.last - 1);
    return column && ranks[r].find(i => x >= start[i] - slack && x <= start[i] + card.width + slack && y >= top[i] - slack && y <= top[i] + card.height + slack);
  };

  let drag = null;
  canvas.addEventListener("pointerdown", event => { if (event.button === 0 && !event.target.closest(".map")) { drag = { x: event.clientX, y: event.clientY, from: { ...view }, moved: false }; canvas.setPointerCapture(event.pointerId); } });
  canvas.addEventListener("pointermove", event => {
    if (!drag) return;
    drag.moved ||= Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > 4;
    if (drag.moved) { canvas.classList.add("dragging"); moveTo(drag.from.x + event.clientX - drag.x, drag.from.y + event.clientY - drag.y); }
  });
  canvas.addEventListener("pointerup", event => {
    const box = canvas.getBoundingClientRect(), hit = drag && !drag.moved ? at(event.clientX - box.left, event.clientY - box.top) : undefined;
    drag = null;
    canvas.classList.remove("dragging");
    if (hit !== undefined) choose(hit);
  });
  canvas.addEventListener("wheel", event => {
    const box = canvas.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) zoomTo(view.k * Math.exp(-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top);
    else if (!moveTo(view.x - event.deltaX, view.y - event.deltaY)) return;
    event.preventDefault();
  }, { passive: false });
  canvas.addEventListener("keydown", event => {
    const now = selection.index < 0 ? 0 : selection.index, row = ranks[rank[now]], place = row.indexOf(now);
    const next = { ArrowDown: below[now][0], ArrowUp: above[now][0], ArrowLeft: row[place - 1], ArrowRight: row[place + 1], Home: 0, End: layers.length - 1 };
    if (event.key in next) choose(selection.index < 0 ? 0 : next[event.key] ?? now);
    else if (event.key === "+" || event.key === "=") zoomTo(view.k * 1.3);
    else if (event.key === "-") zoomTo(view.k / 1.3);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  });

  // Where one is in the whole.
  const makeMap = () => {
    const room = { width: 150, height: 96 }, part = Math.min(room.width / size.width, room.height / size.height), [width, height] = [size.width * part, size.height * part];
    const sight = svg("rect", { class: "marker" }), step = Math.ceil(layers.length / 4000);
    const dots = layers.filter((_, i) => i % step === 0).map(({ index: i }) => `M${(start[i] * part).toFixed(1)} ${(top[i] * part).toFixed(1)}h${Math.max(1.2, card.width * part).toFixed(1)}v${Math.max(1, card.height * part).toFixed(1)}h-${Math.max(1.2, card.width * part).toFixed(1)}z`).join("");
    const go = event => { const box = event.currentTarget.getBoundingClientRect(); moveTo(canvas.clientWidth / 2 - (event.clientX - box.left - 6) / part * view.k, canvas.clientHeight / 2 - (event.clientY - box.top - 6) / part * view.k); };
    const frameOf = el("div", { class: "map", "aria-hidden": true, onclick: go, onpointermove: event => event.buttons === 1 && go(event) }, svg("svg", { width, height, style: `width:${width}px;height:${height}px` }, svg("path", { d: dots, fill: "var(--reference)" }), sight));
    canvas.append(frameOf);
    drawMap = () => {
      frameOf.hidden = view.k <= smallest() * 1.02;
      const [left, right] = [Math.max(0, -view.x / view.k), Math.min(size.width, (canvas.clientWidth - view.x) / view.k)], [up, down] = [Math.max(0, -view.y / view.k), Math.min(size.height, (canvas.clientHeight - view.y) / view.k)];
      fill(sight, { x: left * part, y: up * part, width: Math.max(4, (right - left) * part), height: Math.max(3, (down - up) * part) }, []);
    };
  };

  const legend = el("span", { class: "legend" }, kinds.filter(([kind]) => layers.some(layer => layer.kind === kind)).map(([kind, words]) => el("span", {}, el("i", { style: `background:var(--${kind})` }), words)));
  const colouring = el("select", {
    id: "colouring",
    onchange: () => {
      paint(colouring.value);
      allShapes = null;
      shapes.replaceChildren();
      drawn.forEach(element => element.remove());
      drawn.clear();
      legend.hidden = colouring.value !== "kind";
      later();
    },
  }, [["kind", "operator"], ["error", "error"], ["multipliers", "multipliers"], ["latency", "latency"]].map(([value, words]) => el("option", { value }, words)));
  const button = (words, label, act) => el("button", { type: "button", "aria-label": label, title: label, onclick: act }, words);
  section("graph").append(
    el("p", { class: "lead" }, "Drag or scroll to move, hold Ctrl and scroll to zoom; arrow keys go along the edges. What is known of the chosen layer stands beside it."),
    el("div", { class: "tools" }, el("label", { for: "colouring" }, "Colour by"), colouring, legend, el("span", { class: "grow" }),
      button("+", "Zoom in", () => zoomTo(view.k * 1.3)), button("−", "Zoom out", () => zoomTo(view.k / 1.3)), button("All", "Show all", fit), button("1:1", "Readable size", () => { zoomTo(1); if (selection.index >= 0) centre(selection.index); })),
    el("div", { class: "split" }, canvas, inspector));
  onChoose(index => { drawn.forEach((element, i) => element.classList.toggle("chosen", i === index)); centre(index); });
  let isStarted = false;
  new ResizeObserver(() => {
    if (isStarted) { moveTo(view.x, view.y); return; }
    isStarted = true;
    if (smallest() < readable) makeMap();
    if (smallest() >= readable) fit();
    else { view.k = 0.72; centre(Math.max(0, selection.index)); }
  }).observe(canvas);
})();
