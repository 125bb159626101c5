// The estimate, what the part has, what the vendor's tool said, and both of the build before.
const rowsOfCost = [["DSP", "dsp", ["dsp"]], ["Block memories of 18 kbit", "bram18", ["bram_18k"]], ["Latency, cycles", "latency", ["latency_max"]], ["Interval, cycles", "interval", ["interval_max"]], ["Look-up tables", null, ["lut", "alut"]], ["Registers", null, ["ff"]], ["Clock period, ns", null, ["clock_achieved", "clock_estimate"]]];
const said = (source, step, names) => names.map(name => source?.sections?.[step]?.figures[name]).find(Boolean)?.value;
const steps = Object.keys(report.tool?.sections ?? {}).filter(step => rowsOfCost.some(([, , names]) => said(report.tool, step, names) !== undefined));
const partOf = { dsp: part?.dsp, bram18: part?.bram18 };

const available = (own, names) => partOf[own] ?? steps.map(step => said(report.tool, step, names.map(name => `${name}_available`))).find(value => value !== undefined);
const compared = (now, before) => [figure(now), el("div", { class: "small" }, change(most(now), most(before)) ?? "", before !== undefined && before !== null && most(before) !== most(now) && el("span", { class: "muted" }, `, was ${figure(before)}`))];
const costTable = () => el("table", { class: "grid" },
  el("thead", {}, el("tr", {}, ["Figure", "Estimate", ...steps.map(step => `${report.tool.name}, ${step}`), "The part has"].map((head, i) => el("th", { class: i ? "number" : "", scope: "col" }, head)))),
  el("tbody", {}, rowsOfCost.filter(([, own, names]) => own || steps.some(step => said(report.tool, step, names) !== undefined)).map(([label, own, names]) => el("tr", {}, el("th", { scope: "row" }, label),
    [own ? compared(report.estimate[own], previous?.estimate[own]) : "–", ...steps.map(step => compared(said(report.tool, step, names), said(previous?.tool, step, names))), figure(available(own, names))]
      .map(cell => el("td", { class: "number" }, cell))))));


const frontier = () => {
  const points = report.estimate.frontier, width = 640, height = 210, margin = 44;
  if (points.length < 2) return null;
  const logs = points.map(point => [Math.log10(Math.max(1, point.interval)), Math.log10(Math.max(1, point.multipliers))]);
  const at = scale(Math.min(...logs.map(log => log[0])), Math.max(...logs.map(log => log[0])), width, margin);
  const up = scale(Math.max(...logs.map(log => log[1])), Math.min(...logs.map(log => log[1])), height, 18);
  return el("div", { class: "panel" }, el("h3", {}, "What other reuse factors would give"),
    svg("svg", { class: "plot", viewBox: `0 0 ${width} ${height + 20}`, width: "100%", role: "img", "aria-label": `From ${figure(points[0].multipliers)} multipliers at an interval of ${figure(points[0].interval)} cycles to ${figure(points.at(-1).multipliers)} at ${figure(points.at(-1).interval)}` },
      svg("line", { class: "axis", x1: margin - 14, x2: width - 8, y1: height, y2: height }),
      svg("path", { class: "line", d: logs.map((log, i) => `${i ? "L" : "M"}${at(log[0]).toFixed(1)} ${up(log[1]).toFixed(1)}`).join("") }),
      logs.map((log, i) => svg("circle", { class: "dot", cx: at(log[0]), cy: up(log[1]), r: 3.5 }, svg("title", {}, `interval ${figure(points[i].interval)}, ${figure(points[i].multipliers)} multipliers, at most ${figure(points[i].dsp)} DSP`))),
      svg("text", { x: at(logs[0][0]) - 8, y: up(logs[0][1]) - 10 }, `${figure(points[0].multipliers)} multipliers`),
      svg("text", { x: at(logs.at(-1)[0]) - 8, y: up(logs.at(-1)[1]) - 8, "text-anchor": "end" }, `${figure(points.at(-1).multipliers)}`),
      svg("text", { x: at(logs[0][0]), y: height + 15 }, `interval ${figure(points[0].interval)}`), svg("text", { x: at(logs.at(-1)[0]), y: height + 15, "text-anchor": "end" }, `${figure(points.at(-1).interval)} cycles`)));
};

const toolPanel = () => el("div", { class: "panel" }, el("h3", {}, report.tool ? `${report.tool.name} ${report.tool.version ?? ""}` : "Vendor's tool"),
  !report.tool ? el("p", { class: "muted" }, report.missing.tool) : el("table", { class: "grid" },
    el("thead", {}, el("tr", {}, ["Step", "Said"].map(head => el("th", { scope: "col" }, head)))),
    el("tbody", {}, Object.entries(report.tool.sections).map(([step, found]) => el("tr", {}, el("th", { scope: "row" }, step),
      el("td", {}, found ? [found.status && el("strong", { class: /pass|timing met|success/i.test(found.status) ? "good" : /fail|not met/i.test(found.status) ? "bad" : "" }, `${found.status}. `),
        Object.entries(found.figures).filter(([name]) => !name.endsWith("_available")).map(([name, number]) => `${name.replaceAll("_", " ")} ${figure(number.value)} ${number.unit}`.trim()).join(", ")]
        : el("span", { class: "muted" }, report.tool.missing[step])))))));

section("cost").append(
  el("p", { class: "lead" }, "Counted from the kernels before any tool has run; where a figure is up to the tool, it is a range. A vendor's figures stand beside it as soon as there are reports."),
  report.tool?.stale ? el("p", { class: "warn" }, "The vendor's reports are of an older state of this project.") : "",
  el("div", { class: "panel", style: "overflow-x:auto;margin-bottom:12px" }, costTable()),
  el("div", { class: "pair" }, toolPanel(), frontier() ?? ""));
