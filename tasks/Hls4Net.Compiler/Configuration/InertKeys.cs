using System.Globalization;

namespace Hls4Net.Compiler.Configuration;

/// <summary>
/// Keys that hls4ml writes or reads and that mean nothing here. Their usual values are harmless and accepted in silence; with
/// any other value the user expects something, and is told that it does not happen.
/// </summary>
internal static class InertKeys
{
    private static readonly Dictionary<string, (string[] Harmless, string Reason)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["BramFactor"] = ([], "set BramFactor on the model, as an option of its backend"),
        ["TraceOutput"] = (["false"], "set Trace for the layers to trace"),
        ["TargetCycles"] = (["", "null", "none"], "set ReuseFactor"),
        ["ConvImplementation"] = (["LineBuffer"], "there is one implementation"),
        ["Compression"] = (["false"], "compressed weights are not supported"),
        ["PipelineStyle"] = (["auto", "none", "null"], "the style follows from the strategies"),
        ["PipelineInterval"] = (["", "0", "none", "null"], "the interval follows from the reuse factors"),
        ["ChannelsLastConversion"] = (["off", "none", "null", "false"], "layouts are handled on import"),
        ["TransposeOutputs"] = (["false", "none", "null"], "layouts are handled on import"),
        ["BitExact"] = (["", "none", "null", "false"], "set Precision to auto for types that cannot overflow"),
    };

    private static readonly string[] Project =
    [
        "OutputDir", "ProjectName", "ProjectDir", "Backend", "Version", "Part", "ClockPeriod", "ClockUncertainty", "IOType", "InputData",
        "OutputPredictions", "TraceOutput", "MaximumSize", "Stamp", "WriterConfig", "OnnxModel", "KerasModel", "KerasJson", "KerasH5",
        "PytorchModel", "InputShape",
    ];

    private static readonly string[] Flow = ["Flows", "Optimizers", "SkipOptimizers"];

    /// <summary>The settings of a model, class or layer among them.</summary>
    public static IEnumerable<string> Settings => Known.Keys;

    /// <summary>Whether a setting of a model, class or layer is one of them; warns where its value is not harmless.</summary>
    public static bool TakeSetting(ConfigEntry entry, SettingPlace place, DiagnosticBag diagnostics)
    {
        if (!Known.TryGetValue(entry.Key, out var inert))
        {
            return false;
        }

        var text = (entry.Value as ConfigScalar)?.Text ?? "?";
        var isHarmless = inert.Harmless.Contains(text, StringComparer.OrdinalIgnoreCase)
            || (entry.Key.Equals("BramFactor", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor >= 1e6);
        if (!isHarmless)
        {
            place.Report(diagnostics, ConfigurationDiagnostics.WithoutEffect, place.Path, inert.Reason);
        }

        return true;
    }

    /// <summary>Whether a key beside <c>HLSConfig</c> or beside <c>Model</c> is one of them; warns.</summary>
    public static bool TakeSection(ConfigEntry entry, SettingPlace place, DiagnosticBag diagnostics)
    {
        var isProject = Project.Contains(entry.Key, StringComparer.Ordinal);
        if (isProject || Flow.Contains(entry.Key, StringComparer.Ordinal))
        {
            place.Report(
                diagnostics, ConfigurationDiagnostics.WithoutEffect, entry.Key,
                isProject ? "the project file decides it; set it there as metadata of the model" : "the pipeline of passes is fixed");
            return true;
        }

        return false;
    }
}
