using Hls4Net.CxxProjects;
using Hls4Net.Reports;

namespace Hls4Net.Vivado;

/// <summary>AMD Vivado HLS up to 2020.1: the kernels and templates of Vitis, and <c>vivado_hls</c> as driver.</summary>
public sealed class VivadoBackend : Backend
{
    /// <summary>Margin of the clock period in percent.</summary>
    internal static readonly BackendOption<double> ClockUncertainty = CxxOptions.UncertaintyOf(12.5);

    /// <summary>The backend.</summary>
    public VivadoBackend()
        : base("Vivado") => DeclareOption(ClockUncertainty);

    /// <inheritdoc/>
    public override string? Parent => "Vitis";

    /// <summary>That of the high-level synthesis, with the cells that Vivado used where it ran, too.</summary>
    public override ToolReport? ReadReport(string projectDirectory, DiagnosticBag diagnostics)
    {
        var estimate = AmdReport.Read(projectDirectory, "Vivado HLS", diagnostics);
        var used = UtilizationReport.Read(projectDirectory, "vivado_synth.rpt", "Vivado", diagnostics);
        return used is null ? estimate
            : new ToolReport("Vivado HLS, Vivado", [.. estimate?.Figures ?? [], .. used.Figures.Select(figure => figure with { Name = figure.Name + "_synthesised" })]);
    }
}
