namespace Hls4Net.Backends.Vitis;

/// <summary>AMD Vitis HLS: AP types, pragmas, <c>vitis-run</c> and <c>v++</c> as drivers.</summary>
public sealed class VitisBackend : Backend
{
    /// <summary>The backend.</summary>
    /// <param name="library">Folder of the HLS library.</param>
    public VitisBackend(string library)
        : base("Vitis")
    {
        DeclareOption(VitisOptions.Part);
        DeclareOption(VitisOptions.ClockPeriod);
        DeclareOption(VitisOptions.ClockUncertainty);
        DeclareOption(VitisOptions.Pragmas);

        RegisterTemplate(new DenseConfigTemplate());
        RegisterTemplate(new KernelCall<Dense>(_ => "dense", "nnet_dense.h", "weight", "bias"));
        RegisterTemplate(new LinearConfigTemplate());
        RegisterTemplate(new KernelCall<Linear>(_ => "linear", "nnet_activation.h"));
        RegisterTemplate(new ReluConfigTemplate());
        RegisterTemplate(new KernelCall<Relu>(_ => "relu", "nnet_activation.h"));

        HlsLibrary.Register(this, library);
    }
}
