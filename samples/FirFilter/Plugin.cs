using Hls4Net;

namespace FirFilter;

/// <summary>Adds the layer class Fir to Vitis: models with nodes of type Fir, in a domain of their own, then convert.</summary>
public static class Plugin
{
    /// <summary>The entry point.</summary>
    public static void Register(IPluginRegistry registry) => registry.ExtendBackend("Vitis", backend =>
    {
        backend.RegisterLayer("Fir", name => new Fir(name));
        backend.RegisterSource("nnet_utils/acme_fir.h", () => registry.ReadText("kernels/acme_fir.h"));
        backend.RegisterTemplate(new LayerConfigTemplate("Fir").SetTemplate("""
            struct {{config}}
            {
                static const unsigned n_in = {{n_in}};
                static const unsigned taps = {{taps}};
                typedef {{accum_type}} accum_t;
                typedef {{coefficients_type}} coefficient_t;
            };

            """));
        backend.RegisterTemplate(new FunctionCallTemplate("Fir", "nnet_utils/acme_fir.h")
            .SetTemplate("acme::fir<{{input_type}}, {{output_type}}, {{config}}>({{input}}, {{output}}, {{coefficients}});"));
    });
}
