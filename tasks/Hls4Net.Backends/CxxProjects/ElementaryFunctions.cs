namespace Hls4Net.CxxProjects;

/// <summary>Templates of elementary functions and smooth ramps, which are read from tables, and of the thresholded ReLU.</summary>
internal static class ElementaryFunctions
{
    private const string Header = "nnet_activation.h";

    /// <summary>Offers them.</summary>
    public static void Register(Backend backend)
    {
        foreach (var function in Enum.GetNames<MathFunction>())
        {
            backend.RegisterTemplate(new LookupConfigTemplate(function));
            backend.RegisterTemplate(new KernelCall<MathLayer>(function, _ => "lookup", Header, "table") { WorksByToken = (_, _) => true });
        }

        foreach (var function in Enum.GetNames<RampFunction>())
        {
            backend.RegisterTemplate(new LookupConfigTemplate(function));
            backend.RegisterTemplate(new KernelCall<RampLayer>(function, _ => "ramp", Header, "table") { WorksByToken = (_, _) => true });
        }

        backend.RegisterTemplate(new ThresholdedReluConfigTemplate());
        backend.RegisterTemplate(new KernelCall<ThresholdedRelu>("thresholded_relu", Header) { WorksByToken = (_, _) => true });
    }
}
