using Hls4Net.Compiler.Configuration;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Gives each layer what the user set, before anything is fused: every name is still there. A key is looked for at the layer,
/// then at its class, then at the model; a type for all roles at one level hides what weaker levels say of single roles.
/// </summary>
internal sealed class ApplySettings(ModelSettings settings, IReadOnlyList<SourceNode> nodes, params IEnumerable<string> pluginClasses) : Pass
{
    /// <summary>Roles that fusing asks about: a type for the whole layer is a type for these.</summary>
    private static readonly string[] FusedRoles = ["result", "weight", "bias", "scale", "accum"];

    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        var names = new LayerNames(model, nodes, [.. pluginClasses]);
        var ofClass = new Dictionary<Layer, SettingsLevel>();
        var ofLayer = new Dictionary<Layer, SettingsLevel>();
        foreach (var entry in settings.Entries)
        {
            var layers = entry.Kind == EntryKind.Class ? null : names.Find(entry.Name);
            var target = layers is null ? ofClass : ofLayer;
            layers ??= entry.Kind == EntryKind.Layer ? null : names.FindClass(entry.Name);
            if (layers is null)
            {
                ReportUnknown(entry, names, context.Diagnostics);
            }

            settings.Applied.Add((entry, layers ?? []));
            foreach (var layer in layers ?? [])
            {
                target[layer] = target.GetValueOrDefault(layer, new SettingsLevel()).Overlay(entry.Level);
            }
        }

        foreach (var layer in model.Layers)
        {
            context.Node = layer;
            layer.Settings = Resolve(ofClass.GetValueOrDefault(layer, new SettingsLevel()), ofLayer.GetValueOrDefault(layer, new SettingsLevel()));
        }
    }

    private LayerSettings Resolve(SettingsLevel ofClass, SettingsLevel ofLayer)
    {
        var keys = new SettingsLevel().Overlay(settings.Model).Overlay(ofClass).Overlay(ofLayer);
        var roles = new Dictionary<string, Precision>(settings.Model.Precision, StringComparer.Ordinal);
        foreach (var level in new[] { ofClass, ofLayer })
        {
            if (level.Default is { } whole)
            {
                roles.Clear();
                foreach (var role in FusedRoles)
                {
                    roles[role] = whole;
                }
            }

            foreach (var (role, type) in level.Precision)
            {
                roles[role] = type;
            }
        }

        return new LayerSettings
        {
            Precision = roles.ToDictionary(pair => pair.Key, pair => WithWidth(pair.Value), StringComparer.Ordinal),
            DefaultPrecision = WithWidth(keys.Default ?? new Precision(null, 0)),
            ReuseFactor = keys.ReuseFactor,
            RecurrentReuseFactor = keys.RecurrentReuseFactor,
            Strategy = keys.Strategy,
            ParallelizationFactor = keys.ParallelizationFactor,
            TableSize = keys.TableSize,
            Implementation = keys.Implementation,
            Trace = keys.Trace ?? false,
            Options = keys.Options,
        };
    }

    /// <summary>A bare <c>auto</c> has the width of the model's.</summary>
    private Precision WithWidth(Precision precision)
    {
        if (!precision.IsAuto || precision.AutoWidth > 0)
        {
            return precision;
        }

        var width = settings.Model.Default is { IsAuto: true, AutoWidth: > 0 and var own } ? own : Precision.Auto.AutoWidth;
        return new Precision(null, Math.Min(width, settings.MaximumWidth ?? width));
    }

    private void ReportUnknown(SettingsEntry entry, LayerNames names, DiagnosticBag diagnostics)
    {
        string[] shown = entry.Kind switch
        {
            EntryKind.Class => [.. LayerClasses.Names, .. pluginClasses],
            EntryKind.Layer => [.. names.Shown],
            _ => [.. names.Shown, .. names.Classes],
        };
        var candidates = shown.Concat(entry.Kind == EntryKind.Either ? LayerClasses.Names.Concat(pluginClasses) : []);
        var listed = string.Join(", ", shown.Take(20)) + (shown.Length > 20 ? ", …" : "");
        entry.Place.Report(diagnostics, ConfigurationDiagnostics.UnknownLayer, entry.Name, Suggestion.For(entry.Name, candidates), listed);
    }
}
