using Hls4Net.Ac;
using Hls4Net.CxxProjects;
using Hls4Net.Reports;
using Hls4Net.Tools;

namespace Hls4Net.OneApi;

/// <summary>Intel oneAPI: AC types, a SYCL kernel between pipes, <c>icpx</c> and CMake as drivers.</summary>
public sealed class OneApiBackend : AcBackend
{
    /// <summary>The backend.</summary>
    /// <param name="library">Folder of the HLS library.</param>
    public OneApiBackend(string library)
        : base("oneAPI", library, Strategy.Resource)
    {
        DeclareOption(CxxOptions.PartOf("Agilex7"));
        DeclareOption(CxxOptions.ClockPeriod);
        DeclareOption(OneApiOptions.HyperoptHandshake);
        DeclareOption(CxxOptions.Pragmas);
        RegisterPass(new ArrangeMemories(), PassPlacement.In(PassPhase.Quantize));
    }

    /// <summary>One algorithm, whose steps are memory's: with a reuse factor of 1 everything is unrolled.</summary>
    public override BackendConfig CreateInitialConfig(BackendOptions options) => base.CreateInitialConfig(options) with { Strategy = Strategy.Resource };

    /// <inheritdoc/>
    public override IReadOnlyList<ToolFlavour> Tools => [OneApiFlow.Flavour];

    /// <inheritdoc/>
    public override IReadOnlyList<ToolCommand> PlanSynthesis(SynthesisRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return OneApiFlow.Plan(request);
    }

    /// <inheritdoc/>
    public override ToolReport? ReadReport(string projectDirectory, DiagnosticBag diagnostics) => IntelReport.ReadOneApi(projectDirectory, diagnostics);
}
