namespace Hls4Net.Reports;

/// <summary>
/// What Vivado HLS, Vitis HLS and Vivado wrote about a project, from either layout: project and solution (<c>net_prj/solution1</c>)
/// of the Tcl drivers, or the component (<c>work/hls</c>) of <c>v++</c> and <c>vitis-run</c>.
/// </summary>
internal static class AmdReport
{
    /// <summary>Reads what is there of a project; null where the tools have written nothing.</summary>
    public static ToolReport? Read(string project, string tool, DiagnosticBag diagnostics)
    {
        var before = diagnostics.Items.Count;
        ToolSection Section(string name, params ReportForm[][] groups) => ReportFiles.Section(name, project, diagnostics, groups);

        // An export after place and route is no export after synthesis; the same file is either.
        var isPlaced = ReportFiles.Find(project, "*_prj/*/impl/report/*/{top}_export.rpt").Concat(ReportFiles.Find(project, "*/hls/impl/report/*/*_export.rpt")).Take(1).Any(ExportReport.IsPlaced);
        string[] export = ["*_prj/*/impl/report/*/{top}_export.rpt", "*/hls/impl/report/*/*_export.rpt"];
        return ReportFiles.Assemble(tool, diagnostics, before,
            Section("csynth",
                [
                    .. ReportForm.In(CsynthXml.Read, "*_prj/*/syn/report/{top}_csynth.xml", "*/hls/syn/report/csynth.xml"),
                    .. ReportForm.In(CsynthText.Read, "*_prj/*/syn/report/{top}_csynth.rpt", "*/hls/syn/report/csynth.rpt"),
                ],
                ReportForm.In(CsynthXml.Read, "*_prj/*/syn/report/csynth.xml")),
            Section("csim", ReportForm.In(SimulationReport.ReadCsim, "*_prj/*/csim/report/{top}_csim.log", "*/hls/csim/report/*_csim.log")),
            Section("cosim", ReportForm.In(SimulationReport.ReadCosim, "*_prj/*/sim/report/{top}_cosim.rpt", "*/hls/sim/report/*_cosim.rpt")),
            Section("vsynth", [.. ReportForm.In(UtilizationReport.Read, "vivado_synth.rpt"), .. isPlaced ? [] : ReportForm.In(ExportReport.ReadSynthesis, export)]),
            Section("impl",
                [.. isPlaced ? ReportForm.In(ExportReport.ReadImplementation, export) : [], .. ReportForm.In(UtilizationReport.ReadHierarchy, "util.rpt")],
                ReportForm.In(UtilizationReport.ReadTiming, "timing.rpt", "*/project_1.runs/impl_1/*_timing_summary_routed.rpt")));
    }
}
