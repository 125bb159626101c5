// Which rule fired where and how long it took; and what was said about the model.
const total = timing.passes.reduce((sum, time) => sum + time, 0);
const passRows = report.passes.map((pass, order) => ({ ...pass, order, time: timing.passes[order] ?? 0 }));
const passTable = table({
  label: "Passes", rows: passRows, visible: 16,
  columns: [
    { name: "#", width: "44px", right: true, text: pass => String(pass.order + 1), sort: pass => pass.order },
    { name: "Pass", width: "minmax(220px, 300px)", text: pass => pass.name, sort: pass => pass.name },
    { name: "Changed", width: "80px", right: true, text: pass => figure(pass.nodes.length), sort: pass => pass.nodes.length },
    { name: "ms", width: "80px", right: true, text: pass => pass.time.toFixed(2), sort: pass => pass.time },
    { name: "At", width: "minmax(320px, 1fr)", text: pass => pass.nodes.slice(0, 40).join(", ") + (pass.nodes.length > 40 ? `, and ${pass.nodes.length - 40} more` : "") },
  ],
});
section("passes").append(
  el("p", { class: "lead" }, `In the order they ran; ${plural(report.passes.reduce((sum, pass) => sum + pass.nodes.length, 0), "change")} in ${total.toFixed(1)} ms.`),
  el("div", { class: "tools" }, search("Search passes and nodes", passRows, pass => `${pass.name} ${pass.nodes.join(" ")}`, passTable)), passTable.root);

const problemTable = table({
  label: "Diagnostics", rows: report.diagnostics, rowHeight: 64, visible: 8, empty: "Nothing to say about this model.",
  pick: problem => choose(layers.findIndex(layer => layer.name === problem.node || layer.nodes.includes(problem.node))),
  columns: [
    { name: "Code", width: "90px", text: problem => problem.code, sort: problem => problem.code },
    { name: "Severity", width: "90px", cell: problem => el("span", { class: problem.severity === "Message" ? "muted" : "warn" }, problem.severity), sort: problem => problem.severity },
    { name: "Node", width: "minmax(140px, 220px)", text: problem => problem.node ?? "–", sort: problem => problem.node ?? "" },
    { name: "Message", width: "minmax(480px, 1fr)", wrap: true, text: problem => problem.message },
  ],
});
section("diagnostics").append(problemTable.root);
