using Hls4Net;

namespace MyBackend;

/// <summary>A backend on top of Vitis: what it does not register itself, it inherits.</summary>
public sealed class HardwareBackend : Backend
{
    public HardwareBackend(IPluginRegistry registry)
        : base("BACKEND_NAME")
    {
        // An option of its own: <Hls4NetModel … PowerBudget="2.5" />.
        PowerBudget = DeclareOption(BackendOption.Number("PowerBudget", 1, "Power budget in W.", watt => watt > 0 ? null : "it must be positive"));

        // A pass of its own.
        RegisterPass(new MarkLargeLayers(), PassPlacement.In(PassPhase.Finish));

        // A kernel of its own: its header replaces the inherited call of ReLU layers.
        RegisterSource("nnet_utils/my_relu.h", () => registry.ReadText("kernels/my_relu.h"));
        RegisterTemplate(new FunctionCallTemplate("Relu", "nnet_utils/my_relu.h")
            .SetTemplate("mine::relu<{{input_type}}, {{output_type}}, {{input_size}}>({{input}}, {{output}});"));
    }

    public override string? Parent => "Vitis";

    public BackendOption<double> PowerBudget { get; }

    // Its own ReLU kernel takes arrays; without it, streams would be inherited too.
    public override BackendConfig CreateInitialConfig(BackendOptions options) =>
        base.CreateInitialConfig(options) with { IOTypes = ["io_parallel"] };
}
