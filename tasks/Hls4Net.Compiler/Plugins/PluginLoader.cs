using System.Collections.Concurrent;

namespace Hls4Net.Compiler.Plugins;

/// <summary>
/// Loads plugins and runs their registration, once per process as long as nothing that was read has changed: unloading is only
/// best effort in .NET, so loading per build would leak. Everything that can be checked is checked before any code of the
/// plugin runs.
/// </summary>
internal static class PluginLoader
{
    private static readonly ConcurrentDictionary<PluginReference, Slot> s_slots = new();

    /// <summary>What a plugin registers.</summary>
    /// <exception cref="DiagnosticException">It cannot be loaded (HLSN4003 to HLSN4008).</exception>
    public static PluginRegistry Load(PluginReference plugin)
    {
        var metadata = PluginMetadata.Read(plugin);

        // What one assembly offers under several names is loaded once.
        var slot = s_slots.GetOrAdd(plugin with { Backend = "", Extends = "", Formats = "", ContractVersion = "" }, _ => new Slot());
        lock (slot)
        {
            if (slot.Loaded is { } loaded && loaded.Identity == metadata.Identity && loaded.IsCurrent)
            {
                return loaded.Registry;
            }

            // A failure is not kept: its cause may be mended (a missing dependency) without a new identity.
            slot.Loaded = null;
            slot.Loaded = Register(plugin, metadata);
            return slot.Loaded.Registry;
        }
    }

    private static LoadedPlugin Register(PluginReference plugin, PluginMetadata metadata)
    {
        // Stamped before anything is read: what changes meanwhile is read again next time.
        FileStamp[] data = [.. plugin.DataFiles.Select(FileStamp.Of)];
        var registry = new PluginRegistry(plugin, plugin.Folder);
        var context = Open(plugin);
        try
        {
            EntryPoint.Find(plugin, context.LoadPlugin(metadata.Image))(registry);
        }
#pragma warning disable CA1031 // Whatever a stranger's code throws is the plugin's failure, not ours.
        catch (Exception e) when (e is not DiagnosticException)
#pragma warning restore CA1031
        {
            throw PluginFailure.Of(plugin, $"{(plugin.EntryPoint.Length == 0 ? "its entry point" : plugin.EntryPoint + ".Register")}", null, e);
        }

        if (registry.IsEmpty)
        {
            throw new DiagnosticException(
                PluginDiagnostics.NotRegistered, null, plugin.Described, plugin.IsUnnamed || plugin.IsAddition ? "something" : $"backend '{plugin.Backend}'", "nothing",
                "Its Register calls a member of the registry.");
        }

        return new LoadedPlugin(metadata.Identity, registry, context, [.. data, .. registry.FilesRead.Select(FileStamp.Of)]);
    }

    private static PluginContext Open(PluginReference plugin)
    {
        try
        {
            return new PluginContext(plugin);
        }
        catch (InvalidOperationException e)
        {
            // The runtime reads deps.json here, and says which file it could not.
            throw PluginFailure.Of(plugin, $"reading '{Path.ChangeExtension(plugin.AssemblyPath, ".deps.json")}'", e.Message);
        }
    }

    private sealed class Slot
    {
        public LoadedPlugin? Loaded { get; set; }
    }

    private sealed record LoadedPlugin(Guid Identity, PluginRegistry Registry, PluginContext Context, FileStamp[] Data)
    {
        /// <summary>Whether every file that was read is still the same: data files that registration saw, and dependencies.</summary>
        public bool IsCurrent => Data.Concat(Context.Dependencies).All(file => file.IsCurrent);
    }
}
