using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Compiler.Passes;

/// <summary>Names the backends that would take what another one does not; loads them, so only for a message.</summary>
/// <param name="backends">Every backend there is.</param>
public sealed class Alternatives(BackendCatalog backends)
{
    /// <summary>The names, or that there is none.</summary>
    /// <param name="takes">Whether a backend takes it.</param>
    public string Where(Func<Backend, bool> takes)
    {
        var names = ListedBackend.In(backends).Where(line => line.Backend is { } backend && takes(backend)).Select(line => line.Name).Distinct().ToArray();
        return names.Length == 0 ? "none that this project knows" : string.Join(", ", names);
    }
}
