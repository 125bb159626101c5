using Hls4Net.CxxProjects;
using Hls4Net.Reports;
using Hls4Net.Tools;

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

    /// <inheritdoc/>
    public override IReadOnlyList<ToolFlavour> Tools => [AmdFlows.VivadoHls];

    /// <inheritdoc/>
    public override ToolReport? ReadReport(string projectDirectory, DiagnosticBag diagnostics) => AmdReport.Read(projectDirectory, "Vivado HLS", diagnostics);
}
