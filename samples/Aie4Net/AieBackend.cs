using Aie4Net.Devices;
using Aie4Net.Passes;
using Aie4Net.Planning;
using Hls4Net;

namespace Aie4Net;

/// <summary>Chains of dense layers on the tiles of an AI Engine: no C++ of fixed-point types, but a graph of kernels on whole integers.</summary>
public sealed class AieBackend : Backend
{
    private readonly DeviceCatalog _catalog;
    private readonly LayerChoices _layers;

    /// <summary>The backend.</summary>
    public AieBackend(IPluginRegistry registry)
        : base("AIE")
    {
        ArgumentNullException.ThrowIfNull(registry);
        _catalog = DeviceCatalog.Read(registry.ReadText("devices.json"));
        DeviceName = DeclareOption(BackendOption.Choice("Device", [.. _catalog.Devices.Select(device => device.Name)], "The board."));
        BatchSize = DeclareOption(BackendOption.Integer("BatchSize", 8, "Samples of one run of the graph.", AtLeastOne));
        _layers = new LayerChoices(this);
        DeclareSupport(new LayerSupport("Dense", "io_parallel", [Strategy.Latency]));
        DeclareSupport(new LayerSupport("Relu", "io_parallel", []));

        // Those with steps of powers of two become types; the passes refuse others.
        DeclareSupport(new LayerSupport("Quantize", "io_parallel", []));
    }

    /// <summary>The board.</summary>
    public BackendOption<string> DeviceName { get; }

    /// <summary>Samples of one run of the graph.</summary>
    public BackendOption<int> BatchSize { get; }

    /// <summary>What the passes decided about the graph; set before the project is written.</summary>
    public GraphPlan? Plan { get; private set; }

    /// <inheritdoc/>
    public override Predictor CreatePredictor() => new AiePredictor();

    /// <inheritdoc/>
    public override BackendConfig CreateInitialConfig(BackendOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RegisterPass(new KeepSumsExact(), PassPlacement.Before("InferPrecision"));
        RegisterPass(new StoreWholeBytes(), PassPlacement.After("InferPrecision"));
        RegisterPass(new PlanGraph(bag => PlannerOf(options, bag), plan => Plan = plan), PassPlacement.In(PassPhase.Finish));

        // Nothing is unrolled: the limits of synthesis tools do not exist here.
        return base.CreateInitialConfig(options) with
        {
            IOTypes = ["io_parallel"],
            Limits = new HardwareLimits { MaximumUnroll = int.MaxValue, MaximumPartition = int.MaxValue },
        };
    }

    private GraphPlanner PlannerOf(BackendOptions options, DiagnosticBag diagnostics) =>
        new(_catalog, _catalog.Named(options.Get(DeviceName)), options.Get(BatchSize), _layers.Of, diagnostics);

    private static string? AtLeastOne(int value) => value > 0 ? null : "it must be at least 1";
}
