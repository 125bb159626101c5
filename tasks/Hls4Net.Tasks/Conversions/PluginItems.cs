using System.Reflection;
using Hls4Net.Compiler.Plugins;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks.Conversions;

/// <summary>The plugins that a project is offered through its three doors: packages, project references, HLS4NET_BACKEND_PLUGINS.</summary>
internal static class PluginItems
{
    /// <summary>All of them: project references first, then what HLS4NET_BACKEND_PLUGINS names, then packages.</summary>
    public static IReadOnlyList<PluginReference> References(IEnumerable<ITaskItem> items, string furtherPlugins, Func<string, string> fullPath)
    {
        List<PluginReference> projects = [], packages = [];
        foreach (var item in items)
        {
            // The engine says of items that another project returned which one it was.
            (item.GetMetadata("MSBuildSourceProjectFile").Length > 0 ? projects : packages).Add(Reference(item, fullPath));
        }

        return [.. projects, .. PluginReference.Parse(furtherPlugins, fullPath), .. packages];
    }

    /// <summary>
    /// The same plugin through several doors counts once, through the first: it is the same if its assembly has the same name, version and
    /// key, which a debug build in the solution and the package made of it have, and no two packages claim it.
    /// </summary>
    public static IEnumerable<PluginReference> OneDoorEach(IEnumerable<PluginReference> plugins)
    {
        var first = new Dictionary<string, PluginReference>(StringComparer.OrdinalIgnoreCase);
        foreach (var plugin in plugins)
        {
            if (Identity(plugin.AssemblyPath) is not { } identity || first.TryAdd(identity, plugin) || !IsSame(first[identity], plugin))
            {
                yield return plugin;
            }
        }
    }

    // Two items of one assembly are two backends of it.
    private static bool IsSame(PluginReference known, PluginReference plugin) => known.AssemblyPath != plugin.AssemblyPath
        && (known.Package.Length == 0 || plugin.Package.Length == 0 || known.Package.Equals(plugin.Package, StringComparison.OrdinalIgnoreCase));

    private static PluginReference Reference(ITaskItem item, Func<string, string> fullPath)
    {
        string PathOf(string name) => item.GetMetadata(name) is { Length: > 0 } path ? fullPath(path) : "";
        return new PluginReference(
            item.ItemSpec, PathOf("Assembly"), item.GetMetadata("EntryPoint"), item.GetMetadata("Package"), item.GetMetadata("Version"))
        {
            Precompiled = PathOf("Precompiled"),
            ContractVersion = item.GetMetadata("ContractVersion"),
            Extends = item.GetMetadata("Extends"),
            Formats = item.GetMetadata("Formats"),
            Files = item.GetMetadata("Files"),
        };
    }

    private static string? Identity(string assembly)
    {
        try
        {
            return AssemblyName.GetAssemblyName(assembly).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException or ArgumentException)
        {
            return null; // Whoever loads it says what is wrong with it.
        }
    }
}
