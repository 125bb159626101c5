// Tables of layers, of value ranges and of weights.
const named = layer => el("span", {}, el("span", { class: "swatch", style: `background:var(--${layer.kind})` }), layer.name);
const layerTable = table({
  label: "Layers", rows: layers, pick: layer => choose(layer.index),
  columns: [
    { name: "#", width: "40px", right: true, text: layer => String(layer.index + 1), sort: layer => layer.index },
    { name: "Layer", width: "minmax(170px, 2fr)", cell: named, sort: layer => layer.name },
    { name: "Operator", width: "116px", text: layer => layer.class, sort: layer => layer.class },
    { name: "Result", width: "110px", text: layer => layer.outputs[0] ? shape(layer.outputs[0].shape) : "–", sort: layer => layer.outputs[0]?.shape.reduce((a, b) => a * b, 1) ?? 0 },
    { name: "Type", width: "minmax(150px, 1fr)", cell: layer => mono(shortType(layer.outputs[0]?.type ?? "–")), sort: layer => layer.outputs[0]?.type ?? "" },
    { name: "Reuse", width: "56px", right: true, text: layer => figure(layer.reuseFactor), sort: layer => layer.reuseFactor ?? 0 },
    { name: "Multipliers", width: "88px", right: true, text: layer => figure(layer.cost?.multipliers), sort: layer => layer.cost?.multipliers ?? 0 },
    { name: "DSP", width: "100px", right: true, text: layer => figure(layer.cost?.dsp), sort: layer => most(layer.cost?.dsp ?? 0) },
    { name: "Memories", width: "100px", right: true, text: layer => figure(layer.cost?.bram18), sort: layer => most(layer.cost?.bram18 ?? 0) },
    { name: "Latency", width: "112px", right: true, text: layer => figure(layer.cost?.latency), sort: layer => most(layer.cost?.latency ?? 0) },
    { name: "Error", width: "80px", right: true, text: layer => percent(layerError(layer)), sort: layerError },
    { name: "Beyond", width: "66px", right: true, cell: layer => el("span", { class: layerOutside(layer) ? "bad" : "muted" }, figure(layerOutside(layer))), sort: layerOutside },
  ],
});
section("layers").append(
  el("p", { class: "lead" }, "Every layer in the order of the data. A row chooses the layer in the graph; a heading sorts. The error is the largest deviation from the float reference, as a part of the tensor's range."),
  el("div", { class: "tools" }, search("Search layers", layers, layer => [layer.name, layer.class, ...layer.nodes, ...layer.outputs.map(tensor => tensor.name)].join(" "), layerTable)),
  layerTable.root);

const spreadTensors = tensors.filter(tensor => tensor.spread);
const rangeTable = table({
  label: "Value ranges", rows: spreadTensors, rowHeight: 40, visible: 12, pick: tensor => choose(tensor.layer),
  columns: [
    { name: "Tensor", width: "minmax(180px, 1fr)", text: tensor => tensor.name, sort: tensor => tensor.layer },
    { name: "Type", width: "170px", cell: tensor => mono(shortType(tensor.type)), sort: tensor => tensor.type },
    { name: "Magnitudes", width: `${magnitudeWidth}px`, cell: tensor => magnitude(tensor.spread), head: magnitudeAxis },
    { name: "Largest error", width: "110px", right: true, text: tensor => real(tensor.maxError), sort: tensor => tensor.maxError ?? 0 },
    { name: "RMS error", width: "100px", right: true, text: tensor => real(tensor.spread.rms[0]), sort: tensor => tensor.spread.rms[0] ?? 0 },
    { name: "Beyond", width: "80px", right: true, cell: tensor => el("span", { class: tensor.spread.outside ? "bad" : "muted" }, figure(tensor.spread.outside)), sort: tensor => tensor.spread.outside },
  ],
});
section("ranges").append(
  el("p", { class: "lead" }, "How large the values of each tensor are, on an axis of powers of two, against what its type can hold: from its step on the left to its largest value on the right. Values right of the band overflow; what lies left of it is rounded away. Boxes hold the middle half of the values, whiskers all of them; zeros apart."),
  el("div", { class: "tools" }, search("Search tensors", spreadTensors, tensor => `${tensor.name} ${tensor.type}`, rangeTable), el("span", { class: "grow" }),
    el("span", { class: "legend" }, el("span", {}, el("i", { style: "background:var(--reference)" }), "float reference"), el("span", {}, el("i", { style: "background:var(--emulated)" }), "emulated hardware"), el("span", {}, el("i", { style: "background:var(--band);border:1px solid var(--line)" }), "the type"))),
  rangeTable.root);

const spreadWeights = weights.filter(weight => weight.spread);
const weightTable = table({
  label: "Weights", rows: spreadWeights, rowHeight: 46, visible: 10, pick: weight => choose(weight.layer), empty: "The model has no weights.",
  columns: [
    { name: "Layer", width: "minmax(190px, 1fr)", cell: weight => named(layers[weight.layer]), sort: weight => weight.layer },
    { name: "Weight", width: "90px", text: weight => weight.role, sort: weight => weight.role },
    { name: "Shape", width: "130px", text: weight => shape(weight.shape), sort: weight => weight.shape.reduce((a, b) => a * b, 1) },
    { name: "Type", width: "130px", cell: weight => mono(shortType(weight.type)), sort: weight => weight.type },
    { name: "Trained values", width: "270px", cell: weight => histogram(weight.spread) },
    { name: "From", width: "84px", right: true, text: weight => real(weight.spread.ends[0]), sort: weight => weight.spread.ends[0] },
    { name: "To", width: "84px", right: true, text: weight => real(weight.spread.ends[1]), sort: weight => weight.spread.ends[1] },
    { name: "Zeros", width: "80px", right: true, text: weight => percent(weight.zeros / Math.max(1, weight.shape.reduce((a, b) => a * b, 1))), sort: weight => weight.zeros / Math.max(1, weight.shape.reduce((a, b) => a * b, 1)) },
    { name: "Largest error", width: "100px", right: true, text: weight => real(weight.spread.error[0]), sort: weight => weight.spread.error[0] },
  ],
});
section("weights").append(
  el("p", { class: "lead" }, "How the trained values of each weight are spread, and by how much its type moves one at most. Zeros are counted after rounding."),
  el("div", { class: "tools" }, search("Search weights", spreadWeights, weight => `${layers[weight.layer].name} ${weight.role} ${weight.origin}`, weightTable)),
  weightTable.root);
