// The data of the page, and the two functions that make elements. Text enters the page as text only.
const read = id => JSON.parse(document.getElementById("data-" + id).textContent);
const report = read("report"), detail = read("detail"), previous = read("previous"), timing = read("timing");

const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
};
const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
const section = id => document.getElementById(id);

// Kinds of layers, each with a colour of its own; the first that fits counts.
const kinds = [
  ["io", "Inputs", /^Input$/],
  ["matrix", "Matrix products", /Dense|Conv|MatMul|Einsum|Gemm|Recurrent|LSTM|GRU|Rnn|Attention|Embedding/i],
  ["pool", "Pooling", /Pool/],
  ["norm", "Scale and norm", /Norm|Scale|Quantiz|Threshold$/],
  ["merge", "Merges", /Merge|Concat|Add|Sum|Reduce|Dot/],
  ["shape", "Shape", /Reshape|Transpose|Padding|Crop|Resize|Gather|Slice|Split|Depth|Linear|Clone|Repack|Flatten|Broadcast/],
  ["activation", "Functions", /./],
];
const kindOf = layer => kinds.find(kind => kind[2].test(layer.class))[0];

// Layers with all that belongs to them, in the order of the data.
const costs = new Map(report.estimate.layers.map(cost => [cost.name, cost]));
let tensorCount = 0, weightCount = 0;
const layers = report.layers.map((layer, index) => ({
  ...layer, index, kind: kindOf(layer), cost: costs.get(layer.name) ?? null,
  outputs: layer.outputs.map(tensor => ({ ...tensor, layer: index, spread: detail.tensors[tensorCount++] ?? null })),
  weights: Object.entries(layer.weights).map(([role, weight]) => ({ role, ...weight, layer: index, spread: detail.weights[weightCount++] ?? null })),
}));
const tensors = layers.flatMap(layer => layer.outputs);
const weights = layers.flatMap(layer => layer.weights);
const outputs = new Set(report.outputs);
const isLossy = tensor => tensor.maxError !== undefined && tensor.maxError !== null;
const relativeError = tensor => !isLossy(tensor) ? null : tensor.maxReference > 0 ? tensor.maxError / tensor.maxReference : tensor.maxError;
const layerError = layer => layer.outputs.reduce((most, tensor) => Math.max(most, relativeError(tensor) ?? 0), 0);
const layerOutside = layer => layer.outputs.reduce((sum, tensor) => sum + (tensor.spread?.outside ?? 0), 0);

// What is chosen, for all parts of the page.
const selection = { index: -1, listeners: [] };
const choose = index => {
  if (index === selection.index || index < 0 || index >= layers.length) return;
  selection.index = index;
  for (const listener of selection.listeners) listener(index);
};
const onChoose = listener => selection.listeners.push(listener);
