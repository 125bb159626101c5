using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hls4Net.Tasks.Planning;

/// <summary>What converted models hand to the rest of a build: to compile, to embed, to clean, to use in targets of the user's own.</summary>
internal sealed class Collection
{
    /// <summary>Every file of the HLS projects, with metadata Model, Backend and RelativePath.</summary>
    public List<ITaskItem> Outputs { get; } = [];

    /// <summary>The classes.</summary>
    public List<ITaskItem> Bindings { get; } = [];

    /// <summary>The graphs that the classes embed, with their LogicalName.</summary>
    public List<ITaskItem> Graphs { get; } = [];

    /// <summary>Manifests and reports, small enough for a binary log.</summary>
    public List<ITaskItem> Logs { get; } = [];

    /// <summary>Adds what lies on disk of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="backend">Registered name of the backend that converted it.</param>
    /// <param name="outputs">Files of its project, relative to its folder.</param>
    public void Add(PlannedModel model, string backend, IEnumerable<string> outputs)
    {
        // A copy shares the metadata of its origin, down to the OriginalItemSpec that copying sets: for thousands of items, half the memory.
        var origin = new TaskItem(model.Item.ItemSpec);
        origin.SetMetadata("Model", model.ProjectName);
        origin.SetMetadata("Backend", backend);
        origin.SetMetadata("OriginalItemSpec", origin.ItemSpec);
        foreach (var output in outputs)
        {
            var item = new TaskItem(origin)
            {
                ItemSpec = Path.Join(model.OutputDirectory, Path.DirectorySeparatorChar == '/' ? output : output.Replace('/', Path.DirectorySeparatorChar)),
            };
            item.SetMetadata("RelativePath", output);
            Outputs.Add(item);
            if (output is "hls4net_manifest.json" or "hls4net_report.json")
            {
                Logs.Add(item);
            }
        }

        if (model.HasBinding)
        {
            var binding = AddIfThere(Bindings, model.BindingFile);
            Nest(binding, model);
            if (File.Exists(model.PluginTypes))
            {
                binding?.SetMetadata("PluginTypes", model.PluginTypes);
            }

            AddIfThere(Graphs, model.GraphFile)?.SetMetadata("LogicalName", model.ResourceName);
        }
    }

    /// <summary>Adds what lies on disk of a model, by its manifest.</summary>
    public void Add(PlannedModel model, StateManifest? manifest) =>
        Add(model, manifest?.Backend ?? "", (manifest?.Outputs ?? []).Select(output => StateManifest.Relative(output, model.OutputDirectory)));

    // What editors go by: it stands below the model, a build made it, a design-time build wants it.
    private static void Nest(TaskItem? binding, PlannedModel model)
    {
        var folder = Path.GetDirectoryName(model.Item.ItemSpec.Replace('\\', '/')) ?? "";
        var isOutside = Path.IsPathRooted(folder) || folder.Split('/', '\\').Contains("..");
        binding?.SetMetadata("DependentUpon", Path.GetFileName(model.ModelPath));
        binding?.SetMetadata("Link", Path.Join(isOutside ? "" : folder, Path.GetFileName(model.BindingFile)));
        binding?.SetMetadata("AutoGen", "true");
        binding?.SetMetadata("DesignTime", "true");
    }

    private static TaskItem? AddIfThere(List<ITaskItem> items, string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var item = new TaskItem(path);
        items.Add(item);
        return item;
    }
}
