namespace Hls4Net.Compiler.Configuration;

/// <summary>
/// Reads an <c>HLSConfig</c> tree as hls4ml users write it: <c>Model</c>, <c>LayerType</c> and <c>LayerName</c>, with or without
/// the root of that name. Every problem is reported with its line.
/// </summary>
internal sealed class HlsConfigReader(ModelSettings settings, string file, DiagnosticBag diagnostics)
{
    private static readonly string[] Sections = ["Model", "LayerType", "LayerName"];

    /// <summary>
    /// Types that hls4ml writes for every layer, chosen or not. Beside an inferred result they are no demand: tables of a fixed layout
    /// over whatever range was inferred would be far too coarse.
    /// </summary>
    private static readonly HashSet<(string Role, string Type)> WrittenByDefault =
    [
        ("table", "fixed<18,8,TRN,WRAP,0>"), ("exp_table", "fixed<18,8,RND,SAT,0>"), ("inv_table", "fixed<18,8,RND,SAT,0>"),
        ("inv_inp", "fixed<18,8,RND,SAT,0>"), ("accum", "fixed<18,8,RND,SAT,0>"),
    ];

    /// <summary>Reads the file into <paramref name="settings"/>.</summary>
    public static void Read(ModelSettings settings, string path, DiagnosticBag diagnostics)
    {
        if (ConfigFile.Read(path, diagnostics) is { } root)
        {
            new HlsConfigReader(settings, path, diagnostics).ReadRoot(root);
        }
    }

    private void ReadRoot(ConfigNode root)
    {
        var place = new SettingPlace("HLSConfig", File: file);
        if (Map(root, place with { Path = "The file" }) is not { } whole)
        {
            return;
        }

        // Names the schema that editors check the file by.
        var map = whole with { Entries = [.. whole.Entries.Where(entry => entry is not { Key: "$schema", Value: ConfigScalar })] };

        if (map.Entries.FirstOrDefault(entry => entry.Key == "HLSConfig") is not { } wrapped)
        {
            ReadSections(map, place);
            return;
        }

        foreach (var entry in map.Entries.Where(entry => entry != wrapped && !InertKeys.TakeSection(entry, place.At(entry), diagnostics)))
        {
            // hls4ml files hold whatever a framework's converter needed; a misspelt section would be lost there.
            var inner = Suggestion.Nearest(entry.Key, Sections);
            if (inner is not null)
            {
                place.At(entry).Report(
                    diagnostics, ConfigurationDiagnostics.UnknownKey, entry.Key, "the file", $" '{inner}' belongs inside HLSConfig.", "HLSConfig");
            }
            else
            {
                place.At(entry).Report(
                    diagnostics, ConfigurationDiagnostics.WithoutEffect, entry.Key, "only what is inside HLSConfig is read");
            }
        }

        if (Map(wrapped.Value, place.At(wrapped) with { Path = "HLSConfig" }) is { } sections)
        {
            ReadSections(sections, place);
        }
    }

    private void ReadSections(ConfigMap map, SettingPlace place)
    {
        foreach (var entry in map.Entries)
        {
            var here = place.At(entry) with { Path = entry.Key };
            if (Sections.FirstOrDefault(section => section.Equals(entry.Key, StringComparison.OrdinalIgnoreCase)) is not { } section)
            {
                if (!InertKeys.TakeSection(entry, here, diagnostics))
                {
                    here.Report(
                        diagnostics, ConfigurationDiagnostics.UnknownKey, entry.Key, "HLSConfig",
                        Suggestion.For(entry.Key, [.. Sections, "HLSConfig"]), string.Join(", ", Sections));
                }
            }
            else if (section == "Model")
            {
                ReadLevel(settings.Model, entry.Value, here, isModel: true);
            }
            else
            {
                ReadEntries(section == "LayerType" ? EntryKind.Class : EntryKind.Layer, entry.Value, here);
            }
        }
    }

    private void ReadEntries(EntryKind kind, ConfigNode node, SettingPlace place)
    {
        foreach (var entry in Map(node, place)?.Entries ?? [])
        {
            var here = place.At(entry) with { Layer = entry.Key };
            var level = new SettingsLevel();
            ReadLevel(level, entry.Value, here, isModel: false);
            settings.Entries.Add(new SettingsEntry(kind, entry.Key, level, here));
        }
    }

    private void ReadLevel(SettingsLevel level, ConfigNode node, SettingPlace place, bool isModel)
    {
        foreach (var entry in Map(node, place)?.Entries ?? [])
        {
            var here = place.At(entry);
            if (entry.Key.Equals("Precision", StringComparison.OrdinalIgnoreCase))
            {
                ReadPrecisions(level, entry.Value, here, isModel);
            }
            else if (InertKeys.TakeSetting(entry, here, diagnostics))
            {
                // Said all there is to say.
            }
            else if (Scalar(entry.Value, here) is { } text && !ReadSetting(level, entry.Key, text, here))
            {
                string[] known = ["Precision", .. SettingKeys.Names, .. settings.LayerOptions.Select(option => option.Option.Name)];
                here.Report(
                    diagnostics, ConfigurationDiagnostics.UnknownKey, entry.Key, place.Path, Suggestion.For(entry.Key, known), string.Join(", ", known));
            }
        }

        if (isModel && level is { Strategy: Strategy.Latency })
        {
            level.Strategy = null; // What every file of hls4ml says; a demand only for a layer or class.
        }
    }

    private bool ReadSetting(SettingsLevel level, string key, string text, SettingPlace place)
    {
        // hls4ml takes some types only under their C++ name: exp_table_t.
        if (key.EndsWith("_t", StringComparison.Ordinal) && settings.Roles.Contains(key[..^2], StringComparer.Ordinal))
        {
            SettingKeys.ReadPrecision(level, key[..^2], text, place, diagnostics);
            return true;
        }

        return SettingKeys.TryRead(level, key, text, settings.LayerOptions, place, diagnostics);
    }

    private void ReadPrecisions(SettingsLevel level, ConfigNode node, SettingPlace place, bool isModel)
    {
        if (node is ConfigScalar whole)
        {
            SettingKeys.ReadPrecision(level, "default", whole.Text, place, diagnostics);
            return;
        }

        var entries = Map(node, place, "a type or a section of types")?.Entries ?? [];
        var isInferred = !isModel && entries.Any(entry => entry is { Key: "result", Value: ConfigScalar { Text: "auto" } });
        foreach (var entry in entries)
        {
            var here = place.At(entry);
            if (Scalar(entry.Value, here) is not { } text)
            {
                continue;
            }

            if (isInferred && WrittenByDefault.Contains((entry.Key, text)))
            {
                level.Precision[entry.Key] = new Precision(null, 0);
            }
            else if (entry.Key == "maximum" && isModel)
            {
                settings.MaximumWidth = SettingKeys.Precision(text, here, diagnostics)?.Explicit?.Width;
            }
            else if (entry.Key == "default" || settings.Roles.Contains(entry.Key, StringComparer.Ordinal))
            {
                SettingKeys.ReadPrecision(level, entry.Key, text, here, diagnostics);
            }
            else
            {
                string[] known = ["default", .. settings.Roles];
                here.Report(
                    diagnostics, ConfigurationDiagnostics.UnknownKey, entry.Key, place.Path, Suggestion.For(entry.Key, known), string.Join(", ", known));
            }
        }
    }

    private ConfigMap? Map(ConfigNode node, SettingPlace place, string expected = "a section with keys")
    {
        if (node is ConfigMap map)
        {
            return map;
        }

        // An empty section reads as null.
        if (node is not ConfigScalar { Text: "" or "null" or "~" })
        {
            (place with { Line = node.Line, Column = node.Column }).Report(diagnostics, ConfigurationDiagnostics.Structure, place.Path, expected);
        }

        return null;
    }

    private string? Scalar(ConfigNode node, SettingPlace place)
    {
        if (node is ConfigScalar scalar)
        {
            return scalar.Text;
        }

        (place with { Line = node.Line, Column = node.Column }).Report(diagnostics, ConfigurationDiagnostics.Structure, place.Path, "a single value");
        return null;
    }
}
