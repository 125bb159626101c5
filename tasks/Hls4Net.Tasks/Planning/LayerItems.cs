using Microsoft.Build.Framework;

namespace Hls4Net.Tasks.Planning;

/// <summary><c>Hls4NetLayer</c> items: settings of single layers.</summary>
internal static class LayerItems
{
    /// <summary>The settings of a layer item: every metadata but <c>Model</c>.</summary>
    public static Dictionary<string, string> Settings(ITaskItem layer)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in layer.CloneCustomMetadata().Keys.Cast<string>())
        {
            if (!name.Equals("Model", StringComparison.OrdinalIgnoreCase) && !ModelMetadata.IsHousekeeping(name) && layer.GetMetadata(name) is { Length: > 0 } value)
            {
                settings[name] = value;
            }
        }

        return settings;
    }
}
