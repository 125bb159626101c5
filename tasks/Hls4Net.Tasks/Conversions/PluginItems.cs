using Hls4Net.Compiler.Plugins;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks.Conversions;

/// <summary><c>Hls4NetBackend</c> items: the plugins on offer.</summary>
internal static class PluginItems
{
    /// <summary>The catalogue of the project: its items, then the entries of HLS4NET_BACKEND_PLUGINS.</summary>
    public static BackendCatalog Catalog(IEnumerable<ITaskItem> items, string furtherPlugins, Func<string, string> fullPath) => new(
    [
        .. items.Select(item => new PluginReference(
            item.ItemSpec, PathOf(item, "Assembly", fullPath), item.GetMetadata("EntryPoint"), item.GetMetadata("Package"), item.GetMetadata("Version"))
        {
            Precompiled = PathOf(item, "Precompiled", fullPath),
        }),
        .. PluginReference.Parse(furtherPlugins, fullPath),
    ]);

    private static string PathOf(ITaskItem item, string name, Func<string, string> fullPath) =>
        item.GetMetadata(name) is { Length: > 0 } path ? fullPath(path) : "";
}
