// All that is known of the chosen layer, beside the graph.
const inspector = el("div", { class: "panel inspector", "aria-live": "polite", "aria-label": "The chosen layer", tabindex: "0" });

const terms = entries => el("dl", {}, entries.filter(Boolean).map(([term, ...value]) => [el("dt", {}, term), el("dd", {}, ...value)]));
const mono = text => el("span", { class: "mono" }, text);
const modulesOf = layer => Object.entries(report.tool?.sections ?? {}).flatMap(([step, found]) => (found?.modules ?? []).filter(module => module.layer === layer.name).map(module => [step, module]));

const inspect = index => {
  const layer = layers[index], cost = layer.cost;
  const related = report.diagnostics.filter(problem => problem.node !== null && (problem.node === layer.name || layer.nodes.includes(problem.node)));
  const widths = (report.widths?.layers ?? []).filter(choice => choice.name === layer.name);
  const passes = report.passes.filter(pass => pass.nodes.some(node => layer.nodes.includes(node)));
  inspector.replaceChildren();
  fill(inspector, {}, [
    el("h3", { class: "title" }, layer.name),
    el("p", {}, el("span", { class: "swatch", style: `background:var(--${layer.kind})` }), layer.class, el("span", { class: "muted" }, ` · layer ${index + 1} of ${layers.length}`)),
    layer.nodes.length > 1 && el("p", { class: "muted" }, `Made of ${layer.nodes.slice(0, 12).join(", ")}${layer.nodes.length > 12 ? ` and ${layer.nodes.length - 12} more` : ""}`),
    terms([
      layer.reuseFactor !== undefined && ["Reuse factor", whole(layer.reuseFactor)],
      layer.strategy !== undefined && ["Strategy", layer.strategy],
      ...Object.entries(layer.types).map(([role, type]) => [role, mono(type)]),
    ]),
    widths.length > 0 && [el("h4", {}, "Widths chosen"), terms(widths.map(choice => [choice.role, `${choice.width} bits: ${choice.reason}`]))],
    layer.outputs.map(tensor => [
      el("h4", {}, `Result ${tensor.name}${outputs.has(tensor.name) ? ", an output of the model" : ""}`),
      terms([
        ["Shape", shape(tensor.shape)], ["Type", mono(tensor.type)], ["Possible", `${real(tensor.range[0])} to ${real(tensor.range[1])}`],
        isLossy(tensor) && ["Largest error", `${real(tensor.maxError)} (${percent(relativeError(tensor))} of the range)`],
        isLossy(tensor) && ["Mean error", real(tensor.meanError)],
        tensor.spread && ["Error, RMS", real(tensor.spread.rms[0])],
        tensor.spread && ["Beyond the type", el("span", { class: tensor.spread.outside ? "bad" : "" }, tensor.spread.outside ? `${figure(tensor.spread.outside)} values (${tensor.spread.overflow})` : "none")],
      ]),
      tensor.spread && values(tensor.spread),
    ]),
    layer.weights.map(weight => [
      el("h4", {}, `Weight ${weight.role}`),
      terms([["Shape", shape(weight.shape)], ["Type", mono(weight.type)], weight.spread && ["Trained", `${real(weight.spread.ends[0])} to ${real(weight.spread.ends[1])}`], ["Zeros", figure(weight.zeros)], weight.spread && ["Largest error", real(weight.spread.error[0])]]),
      weight.spread && histogram(weight.spread, 340, 52),
    ]),
    cost && [el("h4", {}, "Estimate"), cost.unknown && el("p", { class: "warn" }, cost.unknown), terms([
      ["Multiplications", figure(cost.multiplications)], ["Multipliers", figure(cost.multipliers)], ["DSP", figure(cost.dsp)], ["Block memories", figure(cost.bram18)],
      ["Latency", `${figure(cost.latency)} cycles`], ["Interval", `${figure(cost.interval)} cycles`],
      cost.weightBits > 0 && ["Weights", `${figure(cost.weightBits)} bits`], cost.tableBits > 0 && ["Tables", `${figure(cost.tableBits)} bits`], cost.fifoBits > 0 && ["FIFOs", `${figure(cost.fifoBits)} bits`],
    ])],
    modulesOf(layer).map(([step, module]) => [el("h4", {}, `${report.tool.name}, ${step}`), terms(Object.entries(module.figures).map(([name, number]) => [name.replaceAll("_", " "), `${figure(number.value)} ${number.unit}`]))]),
    passes.length > 0 && [el("h4", {}, "Passes that changed it"), el("div", {}, passes.map(pass => el("span", { class: "chip" }, pass.name)))],
    related.length > 0 && [el("h4", {}, "Diagnostics"), related.map(problem => el("p", { class: problem.severity === "Message" ? "muted" : "warn" }, `${problem.code}: ${problem.message}`))]]);
  inspector.scrollTop = 0;
};
onChoose(inspect);
