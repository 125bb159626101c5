using Hls4Net.CxxProjects;
using Hls4Net.Reports;
using Hls4Net.Tools;

namespace Hls4Net.Vitis;

/// <summary>AMD Vitis HLS: AP types, pragmas, <c>vitis-run</c> and <c>v++</c> as drivers.</summary>
public sealed class VitisBackend : CxxBackend
{
    /// <summary>The backend.</summary>
    /// <param name="library">Folder of the HLS library.</param>
    public VitisBackend(string library)
        : base("Vitis", new HlsLibrary(library, "ap"), Strategy.Latency, Strategy.Resource, Strategy.ResourceUnrolled)
    {
        DeclareOption(CxxOptions.Part);
        DeclareOption(CxxOptions.ClockPeriod);
        DeclareOption(VitisOptions.ClockUncertainty);
        DeclareOption(CxxOptions.BramFactor);
        DeclareOption(CxxOptions.Pragmas);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ToolFlavour> Tools => [AmdFlows.VitisRun, AmdFlows.VitisHls, AmdFlows.VPlusPlus];

    /// <inheritdoc/>
    public override IReadOnlyList<ToolCommand> PlanSynthesis(SynthesisRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return AmdFlows.Plan(request);
    }

    /// <inheritdoc/>
    public override ToolReport? ReadReport(string projectDirectory, DiagnosticBag diagnostics) => AmdReport.Read(projectDirectory, "Vitis HLS", diagnostics);
}
