using Hls4Net.Compiler.Plugins;
using Hls4Net.Tasks.Conversions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hls4Net.Tasks;

/// <summary>Says which backends there are, where each one comes from and what options it takes.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetListBackends : Hls4NetTask
{
    /// <summary>The plugins on offer.</summary>
    public ITaskItem[] Backends { get; set; } = [];

    /// <summary>Further plugins, as in HLS4NET_BACKEND_PLUGINS.</summary>
    public string BackendPlugins { get; set; } = "";

    /// <summary>An item a backend: metadata Package, Version, Assembly, Options.</summary>
    [Output]
    public ITaskItem[] Listing { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var catalog = new BackendCatalog(PluginItems.OneDoorEach(PluginItems.References(Backends, BackendPlugins, FullPath)));
        var listing = new List<ITaskItem>();
        foreach (var plugin in catalog.Available.OrderBy(plugin => plugin.Backend, StringComparer.OrdinalIgnoreCase))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                listing.Add(Describe(plugin, catalog.Create(plugin.Backend).Backend));
            }
            catch (DiagnosticException e)
            {
                // One that fails must not hide the others.
                Report(e.Diagnostics);
            }
        }

        Listing = [.. listing];
    }

    private TaskItem Describe(PluginReference plugin, Backend backend)
    {
        var options = string.Join(", ", backend.Options.Select(option => option.Name));
        Log.LogMessage(
            MessageImportance.High, "{0}", $"{backend.Name}: {plugin.Origin}, {plugin.AssemblyPath}, options: {(options.Length == 0 ? "none" : options)}");
        var item = new TaskItem(backend.Name);
        item.SetMetadata("Package", plugin.Package);
        item.SetMetadata("Version", plugin.Version);
        item.SetMetadata("Assembly", plugin.AssemblyPath);
        item.SetMetadata("Options", options.Replace(", ", ";", StringComparison.Ordinal));
        return item;
    }
}
