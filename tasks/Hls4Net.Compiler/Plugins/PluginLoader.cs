using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Hls4Net.Compiler.Plugins;

/// <summary>
/// Loads plugins and runs their registration, once per assembly identity and process: unloading is only best effort in .NET, so
/// loading per build would leak. Everything that can be checked is checked before any code of the plugin runs.
/// </summary>
internal static class PluginLoader
{
    private static readonly ConcurrentDictionary<(string Path, string EntryPoint, Guid Identity), Lazy<PluginRegistry>> s_loaded = new();

    /// <summary>What a plugin registers.</summary>
    /// <exception cref="DiagnosticException">It cannot be loaded (HLSN4003 to HLSN4007).</exception>
    public static PluginRegistry Load(PluginReference plugin)
    {
        if (!File.Exists(plugin.AssemblyPath))
        {
            throw new DiagnosticException(PluginDiagnostics.AssemblyNotFound, null, plugin.AssemblyPath, plugin.Origin);
        }

        var identity = CheckMetadata(plugin);
        var key = (plugin.AssemblyPath, plugin.EntryPoint, identity);
        var lazy = s_loaded.GetOrAdd(key, _ => new Lazy<PluginRegistry>(() => Register(plugin)));
        try
        {
            return lazy.Value;
        }
        catch (DiagnosticException)
        {
            // Its cause may be mended (a missing dependency) without a new identity.
            s_loaded.TryRemove(new KeyValuePair<(string, string, Guid), Lazy<PluginRegistry>>(key, lazy));
            throw;
        }
    }

    private static Guid CheckMetadata(PluginReference plugin)
    {
        try
        {
            using var image = new PEReader(File.OpenRead(plugin.AssemblyPath));
            var metadata = image.GetMetadataReader();
            foreach (var reference in metadata.AssemblyReferences.Select(metadata.GetAssemblyReference))
            {
                if (metadata.GetString(reference.Name) == "Hls4Net")
                {
                    CheckContract(plugin, reference.Version);
                }
            }

            return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException)
        {
            throw new DiagnosticException(PluginDiagnostics.NotAnAssembly, null, plugin.AssemblyPath, plugin.Origin, e.Message);
        }
    }

    // The runtime itself compares no versions for a shared assembly: it would fail late, in the middle of a conversion.
    private static void CheckContract(PluginReference plugin, Version wanted)
    {
        var own = typeof(Backend).Assembly.GetName().Version!;
        var breaks = own.Major == 0 ? wanted.Minor != own.Minor || wanted.Major != 0 : wanted.Major != own.Major || wanted.Minor > own.Minor;
        if (breaks)
        {
            var remedy = wanted > own ? "Update Hls4Net.Sdk." : "Update the plugin, or use the Hls4Net.Sdk it was made for.";
            throw new DiagnosticException(
                PluginDiagnostics.ContractMismatch, null, plugin.Origin, wanted.ToString(2), own.ToString(2), remedy);
        }
    }

    private static PluginRegistry Register(PluginReference plugin)
    {
        var registry = new PluginRegistry(Path.GetDirectoryName(plugin.AssemblyPath)!);
        var context = new PluginContext(plugin.AssemblyPath);
        var register = FindEntryPoint(
            plugin, File.Exists(plugin.Precompiled) ? context.LoadFromAssemblyPath(plugin.Precompiled) : context.LoadFile(plugin.AssemblyPath));
        try
        {
            register(registry);
            return registry;
        }
#pragma warning disable CA1031 // Whatever a stranger's code throws is the plugin's failure, not ours.
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw PluginFailure.Of(plugin, $"{plugin.EntryPoint}.Register", e);
        }
    }

    private static Action<IPluginRegistry> FindEntryPoint(PluginReference plugin, Assembly assembly)
    {
        static Action<IPluginRegistry>? RegisterOf(Type type) => type
            .GetMethod("Register", BindingFlags.Public | BindingFlags.Static, [typeof(IPluginRegistry)])
            ?.CreateDelegate<Action<IPluginRegistry>>();

        if (plugin.EntryPoint.Length > 0)
        {
            var type = assembly.GetType(plugin.EntryPoint) ?? throw NoEntryPoint($"there is no type '{plugin.EntryPoint}'."
                + Suggestion.For(plugin.EntryPoint, assembly.GetExportedTypes().Select(known => known.FullName!)));
            return RegisterOf(type) ?? throw NoEntryPoint($"'{plugin.EntryPoint}' has no method Register(IPluginRegistry).");
        }

        var candidates = assembly.GetExportedTypes().Select(RegisterOf).OfType<Action<IPluginRegistry>>().ToArray();
        return candidates is [var only]
            ? only
            : throw NoEntryPoint(candidates.Length == 0 ? "no type has a method Register(IPluginRegistry)." : "several types have a method Register(IPluginRegistry): name one after '#'.");

        DiagnosticException NoEntryPoint(string problem) => new(PluginDiagnostics.NoEntryPoint, null, plugin.Origin, problem);
    }
}
