using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Compiler;

/// <summary>The backend of one conversion with its writer and its options.</summary>
internal sealed record Target(Backend Backend, Writer Writer, PluginReference Plugin, BackendConfig Config)
{
    /// <summary>Opens the backend that the request names and checks its options and the interface style.</summary>
    public static Target Open(ConversionRequest request, BackendCatalog backends, DiagnosticBag diagnostics)
    {
        var (backend, writer, plugin) = backends.Create(request.Backend);
        var config = backend.CreateInitialConfig(BackendOptions.Read(backend, request.BackendOptions, diagnostics, request.OtherNames));
        if (!config.IOTypes.Contains(request.IOType, StringComparer.OrdinalIgnoreCase))
        {
            diagnostics.Report(
                BackendDiagnostics.UnsupportedIOType, null, backend.Name, request.IOType, string.Join(", ", config.IOTypes),
                Suggestion.For(request.IOType, config.IOTypes));
        }

        return new Target(backend, writer, plugin, config);
    }
}
