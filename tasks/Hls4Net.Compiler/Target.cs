using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Compiler;

/// <summary>The backend of one conversion with its options and what the user puts in the place of its templates and sources.</summary>
internal sealed record Target(BackendOffer Offer, BackendConfig Config, string IOType, Overrides Overrides, Predictor? Predictor)
{
    /// <summary>The backend.</summary>
    public Backend Backend => Offer.Backend;

    /// <summary>Whether data enters and leaves token by token.</summary>
    public bool IsStream => IOType == "io_stream";

    /// <summary>Opens the backend that the request names and checks its options and the interface style.</summary>
    public static Target Open(ConversionRequest request, BackendCatalog backends, DiagnosticBag diagnostics)
    {
        var offer = backends.Create(request.Backend, request.ModelPath);
        var backend = offer.Backend;
        offer.Warnings.ToList().ForEach(diagnostics.Add);
        var config = InitialConfig.Of(offer, BackendOptions.Read(backend, request.BackendOptions, diagnostics, request.OtherNames));
        var ioType = request.IOType.Length > 0 ? request.IOType.ToLowerInvariant() : config.IOTypes[0];
        if (!config.IOTypes.Contains(ioType, StringComparer.OrdinalIgnoreCase))
        {
            diagnostics.Report(
                BackendDiagnostics.UnsupportedIOType, null, backend.Name, request.IOType, string.Join(", ", config.IOTypes),
                Suggestion.For(request.IOType, config.IOTypes));
        }

        return new Target(offer, config, ioType, Overrides.Apply(request, backend, diagnostics), backend.CreatePredictor());
    }
}
