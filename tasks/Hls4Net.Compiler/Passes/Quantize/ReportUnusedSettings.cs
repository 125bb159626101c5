using Hls4Net.Compiler.Configuration;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Warns about metadata of a layer item that none of the layers it names can use: a weight's type for an activation, a reuse
/// factor for something without multipliers. Configuration files are left alone: hls4ml writes such keys by itself.
/// </summary>
internal sealed class ReportUnusedSettings(ModelSettings settings) : Pass
{
    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        var byOrigin = new Dictionary<string, Layer>(StringComparer.Ordinal);
        foreach (var layer in model.Layers)
        {
            foreach (var origin in layer.Origins)
            {
                byOrigin.TryAdd(origin, layer);
            }
        }

        foreach (var (entry, named) in settings.Applied.Where(pair => pair.Entry.Place.File is null && pair.Layers.Count > 0))
        {
            var layers = named.Select(layer => byOrigin.GetValueOrDefault(layer.Name)).OfType<Layer>().ToArray();
            foreach (var key in UnusedKeys(entry.Level, layers))
            {
                entry.Place.Report(
                    context.Diagnostics, ConfigurationDiagnostics.WithoutEffect, key,
                    $"no layer of the model that '{NameText.Show(entry.Name)}' names has what it sets");
            }
        }
    }

    private static IEnumerable<string> UnusedKeys(SettingsLevel level, Layer[] layers)
    {
        foreach (var role in level.Precision.Keys.Where(role => role != "result" && !layers.Any(layer => HasRole(layer, role) && Heeds(layer, role))))
        {
            yield return SettingKeys.MetadataName(role);
        }

        (string Key, bool IsSet, Func<Layer, bool> Uses)[] keys =
        [
            ("ReuseFactor", level.ReuseFactor is not null, layer => layer is Einsum || layer.MatrixProducts.Count > 0),
            ("RecurrentReuseFactor", level.RecurrentReuseFactor is not null, layer => layer is RecurrentLayer),
            ("Strategy", level.Strategy is not null, layer => layer is Einsum || layer.MatrixProducts.Count > 0),
            ("TableSize", level.TableSize is not null, layer => layer is LookupLayer or Softmax or RecurrentLayer or NormalizationLayer),
            ("Implementation", level.Implementation is not null and not "skip", layer => layer is Softmax),
        ];
        foreach (var (name, _) in level.Options.Where(pair => !layers.Any(layer => pair.Value.Option.LayerClasses.Contains(layer.ClassName, StringComparer.Ordinal))))
        {
            yield return name;
        }

        foreach (var (key, _, _) in keys.Where(key => key.IsSet && !layers.Any(key.Uses)))
        {
            yield return key;
        }
    }

    // A plugin's layer may choose a type by itself and not ask what the user wants.
    private static bool Heeds(Layer layer, string role) => layer is not CustomLayer || layer.Settings.For(role).Explicit is not { } wanted
        || wanted == (layer.Types.TryGetValue(role, out var inner) ? inner : layer.Weights[role].Type);

    private static bool HasRole(Layer layer, string role) =>
        layer.Types.ContainsKey(role) || layer.Weights.ContainsKey(role) || (role == "param" && layer.Weights.ContainsKey("alpha"));
}
