using System.Globalization;

namespace Hls4Net.Compiler.Configuration;

/// <summary>The settings of a layer by name, and how each one's text is read; the same for metadata and for files.</summary>
internal static class SettingKeys
{
    /// <summary>Roles whose type can be set: <c>result</c> is the output, the others are what layers hold inside.</summary>
    public static readonly IReadOnlyList<string> Roles =
        ["result", "weight", "bias", "accum", "scale", "param", "embeddings", "slope", "shift", "table", "exp_table", "inv_table", "inv_inp", "inp_norm",
            "recurrent_weight", "recurrent_bias", "recurrent_table", "cell_table", "cell", "gate", "initial_state", "initial_cell",
            "mean", "difference", "square", "variance", "normal"];

    private static readonly string[] Implementations = ["stable", "latency", "argmax", "legacy", "skip"];

    private static readonly Dictionary<string, Action<SettingsLevel, string, SettingPlace, DiagnosticBag>> Readers =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["ReuseFactor"] = (level, text, place, diagnostics) => level.ReuseFactor = Number(text, 1, place, diagnostics),
            ["RecurrentReuseFactor"] = (level, text, place, diagnostics) => level.RecurrentReuseFactor = Number(text, 1, place, diagnostics),
            ["Strategy"] = (level, text, place, diagnostics) => level.Strategy = Strategy(text, place, diagnostics),
            ["ParallelizationFactor"] = (level, text, place, diagnostics) => level.ParallelizationFactor = Number(text, 1, place, diagnostics),
            ["TableSize"] = (level, text, place, diagnostics) => level.TableSize = Number(text, 2, place, diagnostics),
            ["Implementation"] = (level, text, place, diagnostics) => level.Implementation = Word(text, Implementations, place, diagnostics),
            ["Trace"] = (level, text, place, diagnostics) => level.Trace = Truth(text, place, diagnostics),
            ["Skip"] = (level, text, place, diagnostics) =>
                level.Implementation = Truth(text, place, diagnostics) == true ? "skip" : level.Implementation,
        };

    /// <summary>Metadata of a layer item besides the types: <c>ReuseFactor</c>, <c>Strategy</c>, …</summary>
    public static IEnumerable<string> Names => Readers.Keys;

    /// <summary>Reads one setting that is no type: a built-in one, or one that the backend adds.</summary>
    /// <returns>False where there is none of that name.</returns>
    public static bool TryRead(
        SettingsLevel level, string key, string text, IReadOnlyList<LayerOption> options, SettingPlace place, DiagnosticBag diagnostics)
    {
        if (Readers.TryGetValue(key, out var read))
        {
            read(level, text.Trim(), place, diagnostics);
            return true;
        }

        if (options.FirstOrDefault(option => option.Option.Name.Equals(key, StringComparison.OrdinalIgnoreCase)) is not { } added)
        {
            return false;
        }

        if (added.Read(text, out var problem) is { } value)
        {
            level.Options[added.Option.Name] = value;
        }
        else
        {
            place.Report(diagnostics, ConfigurationDiagnostics.InvalidValue, place.Path, text.Trim(), problem, "");
        }

        return true;
    }

    /// <summary>Reads the type of a role; <c>default</c> is all roles without one.</summary>
    public static void ReadPrecision(SettingsLevel level, string role, string text, SettingPlace place, DiagnosticBag diagnostics)
    {
        if (Precision(text, place, diagnostics) is not { } precision)
        {
            return;
        }

        if (role == "default")
        {
            level.Default = precision;
        }
        else
        {
            level.Precision[role] = precision;
        }
    }

    /// <summary>Reads a type; null after a problem. A bare <c>auto</c> has width 0: that of the model.</summary>
    public static Precision? Precision(string text, SettingPlace place, DiagnosticBag diagnostics)
    {
        if (text.Trim().Equals("auto", StringComparison.OrdinalIgnoreCase))
        {
            return new Precision(null, 0);
        }

        if (PrecisionText.TryParse(text, out var precision, out var reason))
        {
            return precision;
        }

        place.Report(diagnostics, ConfigurationDiagnostics.InvalidPrecision, place.Path, reason);
        return null;
    }

    /// <summary>The metadata name of a role: <c>exp_table</c> → <c>ExpTablePrecision</c>.</summary>
    public static string MetadataName(string role) =>
        string.Concat(role.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..])) + "Precision";

    private static int? Number(string text, int minimum, SettingPlace place, DiagnosticBag diagnostics)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum)
        {
            return number;
        }

        place.Report(diagnostics, ConfigurationDiagnostics.InvalidValue, place.Path, text, $"it must be an integer of at least {minimum}", "");
        return null;
    }

    private static bool? Truth(string text, SettingPlace place, DiagnosticBag diagnostics) =>
        Word(text, ["true", "false"], place, diagnostics) is { } word ? word == "true" : null;

    private static Strategy? Strategy(string text, SettingPlace place, DiagnosticBag diagnostics) =>
        Word(text.Replace("_", "", StringComparison.Ordinal), Enum.GetNames<Strategy>(), place, diagnostics) is { } name
            ? Enum.Parse<Strategy>(name) : null;

    private static string? Word(string text, string[] words, SettingPlace place, DiagnosticBag diagnostics)
    {
        var word = Array.Find(words, candidate => candidate.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (word is null)
        {
            place.Report(
                diagnostics, ConfigurationDiagnostics.InvalidValue, place.Path, text,
                $"possible values are {string.Join(", ", words)}", Suggestion.For(text, words));
        }

        return word;
    }
}
