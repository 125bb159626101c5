using Hls4Net.Compiler.Configuration;

namespace Hls4Net.Compiler.Report;

/// <summary>Who said what holds for a layer: an item, a line of the configuration file, the model's metadata, or the backend.</summary>
internal sealed class SettingSource(ConversionRequest request, ModelSettings settings)
{
    // By the name of a layer as imported, weakest first.
    private readonly Dictionary<string, List<SettingsEntry>> _entries = ByLayer(settings);

    /// <summary>Who set a key of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="says">Whether a level says anything about the key.</param>
    /// <param name="ofModel">What the model's metadata says of it; empty: nothing.</param>
    public string Of(Layer layer, Func<SettingsLevel, bool> says, string ofModel)
    {
        var entries = layer.Origins.Append(layer.Name).Distinct().SelectMany(name => _entries.GetValueOrDefault(name) ?? []).Where(entry => says(entry.Level)).ToArray();
        var entry = entries.LastOrDefault(entry => layer.Origins.Append(layer.Name).Contains(entry.Name)) ?? entries.LastOrDefault();
        return entry is not null ? Text(entry)
            : ofModel.Length > 0 ? "for the model"
            : request.ConfigPath.Length > 0 ? Path.GetFileName(request.ConfigPath)
            : "the backend's own";
    }

    /// <summary>Who set the type of a role.</summary>
    public string OfType(Layer layer, string role) => Of(layer, level => level.Default is not null || level.Precision.ContainsKey(role), request.Precision);

    private static Dictionary<string, List<SettingsEntry>> ByLayer(ModelSettings settings)
    {
        var entries = new Dictionary<string, List<SettingsEntry>>(StringComparer.Ordinal);
        foreach (var (entry, layers) in settings.Applied)
        {
            foreach (var layer in layers)
            {
                entries.TryAdd(layer.Name, []);
                entries[layer.Name].Add(entry);
            }
        }

        return entries;
    }

    private static string Text(SettingsEntry entry) => entry.Place.File is { } file
        ? FormattableString.Invariant($"{Path.GetFileName(file)}, line {entry.Place.Line}")
        : $"Hls4NetLayer '{entry.Name}'";
}
