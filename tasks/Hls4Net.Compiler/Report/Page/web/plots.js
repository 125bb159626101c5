// Small drawings: box plots against a type, histograms, bars along the network, the frontier.
const scale = (from, to, width, margin = 0) => value => margin + (Math.min(Math.max(value, Math.min(from, to)), Math.max(from, to)) - from) / (to - from || 1) * (width - 2 * margin);

const boxPlot = (box, at, top, height, name) => box.length < 5 ? [] : [
  svg("line", { class: `whisker ${name}`, x1: at(box[0]), x2: at(box[4]), y1: top + height / 2, y2: top + height / 2 }),
  svg("line", { class: `whisker ${name}`, x1: at(box[0]), x2: at(box[0]), y1: top + 1, y2: top + height - 1 }),
  svg("line", { class: `whisker ${name}`, x1: at(box[4]), x2: at(box[4]), y1: top + 1, y2: top + height - 1 }),
  svg("rect", { class: `box ${name}`, x: at(box[1]), width: Math.max(1.5, at(box[3]) - at(box[1])), y: top, height, rx: 1.5 }),
  svg("line", { class: `median ${name}`, x1: at(box[2]), x2: at(box[2]), y1: top, y2: top + height }),
];
const boxWords = box => box.length < 5 ? "no values" : `${real(box[0])} to ${real(box[4])}, half of them ${real(box[1])} to ${real(box[3])}, median ${real(box[2])}`;

// Magnitudes of all tensors on one axis of powers of two: the band is what the type can hold, from its step to its largest value.
const exponents = (() => {
  const ends = tensors.filter(tensor => tensor.spread).flatMap(({ spread }) => [
    Math.log2(spread.type[2]), Math.log2(Math.max(Math.abs(spread.type[0] ?? 0), spread.type[1] ?? 1)),
    ...[spread.refMag, spread.emuMag].flatMap(box => box.length ? [Math.max(box[0], -32), box[4]] : []),
  ]).filter(Number.isFinite);
  const low = ends.reduce((a, b) => Math.min(a, b), 0), high = ends.reduce((a, b) => Math.max(a, b), 1);
  return [Math.floor(low) - 1, Math.ceil(high) + 1];
})();
const magnitudeWidth = 460;
const magnitude = spread => {
  const at = scale(exponents[0], exponents[1], magnitudeWidth, 4);
  const from = at(Math.log2(spread.type[2])), to = at(Math.log2(Math.max(Math.abs(spread.type[0] ?? 0), spread.type[1] ?? 1)));
  return svg("svg", { class: "plot", width: magnitudeWidth, height: 34, role: "img", "aria-label": `Float reference ${boxWords(spread.ref)}; emulated ${boxWords(spread.emu)}` },
    svg("rect", { class: "band", x: from, width: Math.max(1, to - from), y: 2, height: 30, rx: 3 }),
    boxPlot(spread.refMag, at, 5, 10, "reference"), boxPlot(spread.emuMag, at, 19, 10, "emulated"));
};
const magnitudeAxis = () => {
  const at = scale(exponents[0], exponents[1], magnitudeWidth, 4), step = Math.max(2, Math.ceil((exponents[1] - exponents[0]) / 8 / 2) * 2);
  const ticks = [];
  for (let i = Math.ceil(exponents[0] / step) * step; i <= exponents[1]; i += step) ticks.push(i);
  return svg("svg", { class: "plot", width: magnitudeWidth, height: 18, "aria-hidden": true },
    ticks.map(tick => svg("text", { x: at(tick), y: 13, "text-anchor": "middle" }, `2${[...String(tick)].map(c => c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]).join("")}`)));
};

// Values of one tensor with their sign; the dashed lines are the ends of the type.
const values = (spread, width = 350) => {
  const boxes = [spread.ref, spread.emu].filter(box => box.length), [typeLow, typeHigh] = [spread.type[0] ?? -Infinity, spread.type[1] ?? Infinity];
  const [dataLow, dataHigh] = [Math.min(0, ...boxes.map(box => box[0])), Math.max(0, ...boxes.map(box => box[4]))], room = 0.12 * (dataHigh - dataLow || 1);
  // A type far wider than its values would leave them a dot: then the values fill the picture, and words tell of the type.
  const isWide = typeHigh - typeLow > 12 * (dataHigh - dataLow || 1);
  const [low, high] = isWide ? [dataLow - room, dataHigh + room] : [Math.min(typeLow, dataLow), Math.max(typeHigh, dataHigh)];
  const at = scale(low, high, width, 6), edges = isWide ? [] : [typeLow, typeHigh];
  return [
    svg("svg", { class: "plot", width, height: 66, role: "img", "aria-label": `Type from ${real(spread.type[0])} to ${real(spread.type[1])}; float reference ${boxWords(spread.ref)}; emulated ${boxWords(spread.emu)}` },
      svg("rect", { class: "band", x: at(typeLow), width: Math.max(1, at(typeHigh) - at(typeLow)), y: 2, height: 44 }),
      edges.map(edge => svg("line", { class: "limit", x1: at(edge), x2: at(edge), y1: 0, y2: 48 })),
      boxPlot(spread.ref, at, 7, 13, "reference"), boxPlot(spread.emu, at, 27, 13, "emulated"),
      svg("text", { x: 2, y: 61 }, real(low)), svg("text", { x: width - 2, y: 61, "text-anchor": "end" }, real(high))),
    isWide && el("p", { class: "muted" }, `The type reaches much further: from ${real(typeLow)} to ${real(typeHigh)}.`),
  ];
};

const histogram = (spread, width = 260, height = 34) => {
  const tallest = Math.max(1, ...spread.bins), step = width / spread.bins.length;
  return svg("svg", { class: "plot", width, height, role: "img", "aria-label": `Values from ${real(spread.ends[0])} to ${real(spread.ends[1])}` },
    svg("line", { class: "axis", x1: 0, x2: width, y1: height - .5, y2: height - .5 }),
    spread.bins.map((count, i) => count === 0 ? null : svg("rect", { class: "bar", x: (i * step + .5).toFixed(1), width: (step - 1).toFixed(1), y: (height - Math.max(1.5, count / tallest * (height - 2))).toFixed(1), height: Math.max(1.5, count / tallest * (height - 2)).toFixed(1) })));
};

// A figure of every layer from first to last; neighbours share a bar where there are more layers than room.
const along = (title, value, words, width = 640, height = 120) => {
  const bars = Math.min(layers.length, 160), tops = Array.from({ length: bars }, () => ({ value: 0, index: -1 }));
  layers.forEach((layer, i) => {
    const bar = tops[Math.floor(i * bars / layers.length)], number = value(layer) ?? 0;
    if (bar.index < 0 || number > bar.value) [bar.value, bar.index] = [number, i];
  });
  const tallest = Math.max(...tops.map(bar => bar.value)) || 1, step = width / bars;
  const peak = tops.reduce((a, b) => b.value > a.value ? b : a, tops[0]);
  return el("div", { class: "panel" }, el("h3", {}, title),
    svg("svg", { class: "plot", viewBox: `0 0 ${width} ${height + 18}`, width: "100%", role: "img", "aria-label": `${title}: most at ${layers[peak.index].name}, ${words(peak.value)}` },
      svg("line", { class: "axis", x1: 0, x2: width, y1: height, y2: height }),
      tops.map((bar, i) => svg("g", { role: "button", onclick: () => choose(bar.index) },
        svg("title", {}, `${layers[bar.index].name}: ${words(bar.value)}`),
        svg("rect", { x: i * step, width: step, y: 0, height, fill: "transparent" }),
        bar.value > 0 && svg("rect", { class: bar === peak ? "bar" : "bar soft", x: i * step + step * .12, width: Math.min(step * .76, 42), y: height - Math.max(2, bar.value / tallest * (height - 4)), height: Math.max(2, bar.value / tallest * (height - 4)), rx: 1 }))),
      svg("text", { x: 0, y: height + 14 }, "first layer"), svg("text", { x: width, y: height + 14, "text-anchor": "end" }, "last layer")),
    el("p", { class: "muted", style: "margin:6px 0 0" }, peak.value > 0 ? ["Most at ", el("a", { href: "#graph", onclick: () => choose(peak.index) }, layers[peak.index].name), `: ${words(peak.value)}.`] : "None."));
};
