namespace Hls4Net.Compiler.Configuration;

/// <summary>Reads what a conversion request says: the configuration file first, then the project file, which is stronger.</summary>
internal static class RequestReader
{
    /// <summary>All settings; every problem is reported.</summary>
    /// <param name="request">What the user says.</param>
    /// <param name="target">What the backend decides where the user says nothing, and what its layers add; null where there is no backend.</param>
    /// <param name="diagnostics">Where problems go.</param>
    public static ModelSettings Read(ConversionRequest request, Target? target, DiagnosticBag diagnostics)
    {
        var settings = new ModelSettings
        {
            Roles = [.. SettingKeys.Roles.Union(target?.Backend.LayerRoles ?? [], StringComparer.Ordinal)],
            LayerOptions = target?.Backend.LayerOptions ?? [],
        };
        if (target is not null)
        {
            ReadDefaults(settings.Model, target.Config, diagnostics);
        }

        if (request.ConfigPath.Length > 0)
        {
            HlsConfigReader.Read(settings, request.ConfigPath, diagnostics);
        }

        ReadModel(settings.Model, request, diagnostics);
        settings.Layouts = PortLayouts.Read(request, diagnostics);
        ReadInputs(settings, request.InputPrecision, diagnostics);
        foreach (var layer in request.Layers)
        {
            var level = new SettingsLevel();
            foreach (var (key, text) in layer.Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                if (!string.IsNullOrWhiteSpace(text))
                {
                    ReadMetadata(settings, level, key, text, new SettingPlace(key, layer.Name), diagnostics);
                }
            }

            settings.Entries.Add(new SettingsEntry(EntryKind.Either, layer.Name, level, new SettingPlace("Hls4NetLayer", layer.Name)));
        }

        return settings;
    }

    private static void ReadDefaults(SettingsLevel model, BackendConfig config, DiagnosticBag diagnostics)
    {
        if (!config.Precision.Equals("auto", StringComparison.OrdinalIgnoreCase))
        {
            SettingKeys.ReadPrecision(model, "default", config.Precision, new SettingPlace("Precision"), diagnostics);
        }

        (model.ReuseFactor, model.Strategy) = (config.ReuseFactor, config.Strategy);
    }

    private static void ReadModel(SettingsLevel model, ConversionRequest request, DiagnosticBag diagnostics)
    {
        // 'auto' is the default of the metadata: it does not overrule a type in the configuration file, or of the backend.
        var isDefault = request.Precision.Trim().Equals("auto", StringComparison.OrdinalIgnoreCase);
        if (request.Precision.Length > 0 && !(isDefault && model.Default is not null))
        {
            SettingKeys.ReadPrecision(model, "default", request.Precision, new SettingPlace("Precision"), diagnostics);
        }

        foreach (var (key, text) in new[] { ("ReuseFactor", request.ReuseFactor), ("Strategy", request.Strategy) })
        {
            if (text.Length > 0)
            {
                SettingKeys.TryRead(model, key, text, [], new SettingPlace(key), diagnostics);
            }
        }
    }

    private static void ReadInputs(ModelSettings settings, string text, DiagnosticBag diagnostics)
    {
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Tensor names may hold '='; types never do.
            var split = part.LastIndexOf('=');
            var place = new SettingPlace("InputPrecision");
            if (SettingKeys.Precision(part[(split + 1)..], place, diagnostics) is { } type)
            {
                settings.Inputs.Add(new InputSetting(split < 0 ? null : part[..split].Trim(), type, place));
            }
        }
    }

    private static void ReadMetadata(ModelSettings settings, SettingsLevel level, string key, string text, SettingPlace place, DiagnosticBag diagnostics)
    {
        var roles = settings.Roles;
        var role = key.Equals("Precision", StringComparison.OrdinalIgnoreCase) ? "default"
            : roles.FirstOrDefault(role => SettingKeys.MetadataName(role).Equals(key, StringComparison.OrdinalIgnoreCase));
        if (role is not null)
        {
            SettingKeys.ReadPrecision(level, role, text, place, diagnostics);
        }
        else if (!SettingKeys.TryRead(level, key, text, settings.LayerOptions, place, diagnostics))
        {
            string[] known =
            [
                .. settings.LayerOptions.Select(option => option.Option.Name), .. SettingKeys.Names.Where(name => name != "Skip"),
                "Precision", .. roles.Select(SettingKeys.MetadataName),
            ];
            place.Report(
                diagnostics, ConfigurationDiagnostics.UnknownKey, key, "Hls4NetLayer", Suggestion.For(key, known), string.Join(", ", known));
        }
    }
}
