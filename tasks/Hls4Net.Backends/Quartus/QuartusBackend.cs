using Hls4Net.Ac;
using Hls4Net.CxxProjects;
using Hls4Net.Reports;
using Hls4Net.Tools;

namespace Hls4Net.Quartus;

/// <summary>Intel HLS: AC types, components, <c>i++</c> as driver.</summary>
public sealed class QuartusBackend : AcBackend
{
    /// <summary>The backend.</summary>
    /// <param name="library">Folder of the HLS library.</param>
    public QuartusBackend(string library)
        : base("Quartus", library, Strategy.Resource)
    {
        DeclareOption(CxxOptions.PartOf("Arria10"));
        DeclareOption(CxxOptions.ClockPeriod);
        DeclareOption(CxxOptions.Pragmas);
        RegisterPass(new ArrangeMemories(), PassPlacement.In(PassPhase.Quantize));
    }

    /// <summary>One algorithm, whose steps are memory's: with a reuse factor of 1 everything is unrolled.</summary>
    public override BackendConfig CreateInitialConfig(BackendOptions options) => base.CreateInitialConfig(options) with { Strategy = Strategy.Resource };

    /// <inheritdoc/>
    public override IReadOnlyList<ToolFlavour> Tools => [IntelHlsFlow.Flavour];

    /// <inheritdoc/>
    public override IReadOnlyList<ToolCommand> PlanSynthesis(SynthesisRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return IntelHlsFlow.Plan(request);
    }

    /// <inheritdoc/>
    public override ToolReport? ReadReport(string projectDirectory, DiagnosticBag diagnostics) => IntelReport.ReadHls(projectDirectory, diagnostics);
}
