// The figures that one looks for first, each beside the previous build's.
const part = report.estimate.part;
section("facts").textContent = [report.backend, report.ioType, part?.name].filter(Boolean).join("  ·  ");

const outputTensors = tensors.filter(tensor => outputs.has(tensor.name));
const worst = list => list.reduce((a, b) => (relativeError(b) ?? -1) > (relativeError(a) ?? -1) ? b : a, list[0]);
const worstOutput = outputTensors.length ? worst(outputTensors) : null;
const beforeOutputs = previous ? previous.layers.flatMap(layer => layer.outputs).filter(tensor => previous.outputs.includes(tensor.name)) : [];
const worstBefore = beforeOutputs.length ? worst(beforeOutputs) : null;
const outside = tensors.reduce((sum, tensor) => sum + (tensor.spread?.outside ?? 0), 0);
const overflowing = tensors.filter(tensor => tensor.spread?.outside > 0);
const problems = report.diagnostics.filter(problem => problem.severity !== "Message");

const tile = (label, value, ...more) => el("div", { class: "tile" }, el("div", { class: "label" }, label), el("div", { class: "value" }, value), more.filter(Boolean).map(line => el("div", { class: "more" }, line)));
const estimated = (label, name, unit, share) => {
  const now = report.estimate[name];
  return tile(label, [figure(now), " ", el("small", {}, unit)], share, previous && change(most(now), most(previous.estimate[name])));
};
const toolLine = () => {
  const synthesis = report.tool?.sections.csynth ?? Object.values(report.tool?.sections ?? {}).find(Boolean);
  const shown = ["latency_max", "lut", "alm", "dsp", "clock_estimate", "area"].filter(name => synthesis?.figures[name]);
  return shown.map(name => `${name.replaceAll("_", " ")} ${figure(synthesis.figures[name].value)} ${synthesis.figures[name].unit}`.trim()).join(", ");
};

section("overview").append(
  el("p", { class: "lead" }, `${plural(layers.length, "layer")}, compared with the float reference over ${plural(report.accuracy.count, "sample")} ${report.accuracy.samples === "TestData" ? "of the test data" : "drawn at random: name TestData to see your own data here"}. `
    + (previous ? "Changes are against the build before." : "There is no earlier build to compare with yet.")),
  el("div", { class: "tiles" },
    worstOutput && tile("Largest error of an output", [percent(relativeError(worstOutput)), " ", el("small", {}, "of range")],
      `${real(worstOutput.maxError)} at most, ${real(worstOutput.meanError)} on average`, worstBefore && change(relativeError(worstOutput), relativeError(worstBefore))),
    tile("Values beyond their type", el("span", { class: outside ? "bad" : "good" }, figure(outside)), outside ? `in ${plural(overflowing.length, "tensor")}` : "nothing overflows on these samples",
      report.accuracy.saturatedInputs > 0 && el("span", { class: "warn" }, `${figure(report.accuracy.saturatedInputs)} inputs saturated`)),
    estimated("DSP, estimated", "dsp", report.estimate.multiplierBlock, part && `${part.dspPercent} % of ${whole(part.dsp)}`),
    estimated("Block memories, estimated", "bram18", "of 18 kbit", part && `${part.bram18Percent} % of ${whole(part.bram18)}`),
    estimated("Latency, estimated", "latency", "cycles", report.estimate.schedule),
    estimated("Interval, estimated", "interval", "cycles", "from one sample to the next"),
    estimated("Multipliers", "multipliers", "side by side", `${figure(layers.reduce((sum, layer) => sum + (layer.cost?.multiplications ?? 0), 0))} multiplications a sample`),
    tile("Vendor's tool", report.tool ? report.tool.name : "not run", report.tool ? toolLine() : report.missing.tool, report.tool?.version, report.tool?.stale && el("span", { class: "warn" }, "of an older state of the project")),
    tile("Warnings", el("span", { class: problems.length ? "warn" : "good" }, String(problems.length)), problems.length ? el("a", { href: "#diagnostics" }, "see diagnostics") : "none")),
  el("div", { class: "pair" },
    along("Error along the network, as a part of each tensor's range", layerError, percent),
    along("Multipliers along the network", layer => layer.cost?.multipliers, figure)));
