using Hls4Net.Ac;
using Hls4Net.CxxProjects;
using Hls4Net.Reports;
using Hls4Net.Tools;

namespace Hls4Net.Catapult;

/// <summary>Siemens Catapult: AC types, channels, FPGA and ASIC libraries.</summary>
public sealed class CatapultBackend : AcBackend
{
    /// <summary>The backend.</summary>
    /// <param name="library">Folder of the HLS library.</param>
    public CatapultBackend(string library)
        : base("Catapult", library, Strategy.Latency, Strategy.Resource)
    {
        DeclareOption(CxxOptions.PartOf("xcku115-flvb2104-2-i"));
        DeclareOption(CxxOptions.ClockPeriod);
        DeclareOption(CatapultOptions.ClockUncertainty);
        DeclareOption(CatapultOptions.Tech);
        DeclareOption(CatapultOptions.AsicLibs);
        DeclareOption(CatapultOptions.Fifo);
        DeclareOption(CxxOptions.Pragmas);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ToolFlavour> Tools => [CatapultFlow.Flavour];

    /// <inheritdoc/>
    public override IReadOnlyList<ToolCommand> PlanSynthesis(SynthesisRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CatapultFlow.Plan(request);
    }

    /// <inheritdoc/>
    public override ToolReport? ReadReport(string projectDirectory, DiagnosticBag diagnostics) => CatapultReport.Read(projectDirectory, diagnostics);
}
