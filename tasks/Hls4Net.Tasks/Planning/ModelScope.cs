using Microsoft.Build.Framework;

namespace Hls4Net.Tasks.Planning;

/// <summary>Metadata <c>Model</c> of the items that are about one model: layer settings, sources, templates.</summary>
internal static class ModelScope
{
    /// <summary>Whether an item is for a model: by project name, by file name, or for every model.</summary>
    public static bool Covers(ITaskItem item, PlannedModel model)
    {
        var wanted = item.GetMetadata("Model");
        return wanted.Length == 0
            || wanted.Equals(model.ProjectName, StringComparison.OrdinalIgnoreCase)
            || wanted.Equals(Path.GetFileName(model.ModelPath), StringComparison.OrdinalIgnoreCase)
            || wanted.Equals(Path.GetFileNameWithoutExtension(model.ModelPath), StringComparison.OrdinalIgnoreCase)
            || wanted.Equals(model.Item.ItemSpec, StringComparison.OrdinalIgnoreCase);
    }
}
