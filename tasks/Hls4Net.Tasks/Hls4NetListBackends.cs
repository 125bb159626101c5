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

    /// <summary>An item a backend: metadata Package, Version, Assembly, Options, Extends, Formats, Problem.</summary>
    [Output]
    public ITaskItem[] Listing { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var catalog = new BackendCatalog(PluginItems.OneDoorEach(PluginItems.References(Backends, BackendPlugins, FullPath)));
        Listing = [.. ListedBackend.In(catalog).Select(Describe)];
    }

    private TaskItem Describe(ListedBackend line)
    {
        var plugin = line.Plugin;
        var problem = line.Problems.FirstOrDefault(problem => problem.Descriptor.Severity == Severity.Error);
        var lines = new List<string> { line.Name + ": " + string.Join(", ", Parts()) };
        lines.AddRange((line.Backend?.Options ?? []).Select(option => $"    {option.Name}=\"{option.DefaultText}\" ({option.TypeText}): {option.Help}"));
        lines.AddRange((line.Backend?.LayerOptions ?? []).Select(
            added => $"    layers {string.Join(", ", added.LayerClasses)}: {added.Option.Name}=\"{added.Option.DefaultText}\" ({added.Option.TypeText}): {added.Option.Help}"));
        if (problem is not null)
        {
            lines.Add($"    broken: {problem.Descriptor.Code}: {problem.Message}");

            // A warning: the list is complete all the same.
            Report([problem with { Descriptor = problem.Descriptor with { Severity = Severity.Warning }, File = problem.File ?? plugin.AssemblyPath }]);
        }

        Log.LogMessage(MessageImportance.High, "{0}", string.Join('\n', lines));
        if (line.Backend is { Support.Count: > 0 } declaring)
        {
            // With -v:d.
            Log.LogMessage(MessageImportance.Low, "{0}", $"{line.Name} takes\n    " + string.Join("\n    ", SupportTable.Lines(declaring, line.IOTypes)));
        }

        return Item(line, problem);

        IEnumerable<string> Parts()
        {
            string[] parts =
            [
                plugin.Package.Length == 0 ? "" : plugin.Origin,
                plugin.AssemblyPath,
                plugin.Extends.Length == 0 ? "" : $"adds to {plugin.Extends.Replace(";", ", ", StringComparison.Ordinal)}",
                plugin.Formats.Length == 0 ? "" : $"imports {plugin.Formats.Replace(";", ", ", StringComparison.Ordinal)}",
            ];
            return parts.Where(part => part.Length > 0);
        }
    }

    private static TaskItem Item(ListedBackend line, Diagnostic? problem)
    {
        var item = new TaskItem(line.Name);
        item.SetMetadata("Package", line.Plugin.Package);
        item.SetMetadata("Version", line.Plugin.Version);
        item.SetMetadata("Assembly", line.Plugin.AssemblyPath);
        item.SetMetadata("Options", string.Join(';', line.Backend?.Options.Select(option => option.Name) ?? []));
        item.SetMetadata("Extends", line.Plugin.Extends);
        item.SetMetadata("Formats", line.Plugin.Formats);
        item.SetMetadata("Problem", problem is null ? "" : $"{problem.Descriptor.Code}: {problem.Message}");
        return item;
    }
}
