using System.Globalization;
using Hls4Net.Compiler.Synthesis;
using Hls4Net.Tasks.Diagnostics;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks.Planning;

/// <summary>The metadata of <c>Hls4NetModel</c> that the SDK itself knows; every other is an option of the backend.</summary>
public static class ModelMetadata
{
    /// <summary>What the SDK reads, in the order of the documentation.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Backend", "ProjectName", "OutputDirectory", "IOType", "Precision", "InputPrecision", "ReuseFactor", "Strategy", "Part",
        "ClockPeriod", "ClockUncertainty", "Config", "Inputs", "InputLayout", "OutputLayout", "TestData", "Tolerance",
        "MaxDsp", "MaxBram", "MaxLatencyCycles", "MaxInterval", "TargetInterval", "TargetDsp", "MaxError", "TotalBits",
        "Synthesize", "SynthesisSteps", "Binding",
    ];

    // Part of every item in some editor or other SDK; none of a backend's business.
    private static readonly HashSet<string> s_foreign = new(StringComparer.OrdinalIgnoreCase)
    {
        "Generator", "Link", "LinkBase", "Visible", "DependentUpon", "SubType", "LastGenOutput", "CustomToolNamespace",
        "CopyToOutputDirectory", "CopyToPublishDirectory", "TargetPath", "Pack", "PackagePath", "InProject", "IsImplicitlyDefined",
        "OriginalItemSpec", "MSBuildSourceProjectFile", "MSBuildSourceTargetName",
    };

    // Options in the sense of the project file, but known to every backend.
    private static readonly HashSet<string> s_common = new(["Part", "ClockPeriod", "ClockUncertainty"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_budgets = ["MaxDsp", "MaxBram", "MaxLatencyCycles", "MaxInterval", "TargetInterval", "TargetDsp"];
    private static readonly string[] s_layouts = ["AsModel", "ChannelsLast"];
    private static readonly string[] s_booleans = ["true", "false"];
    private static readonly Dictionary<string, string[]> s_choices = new(StringComparer.Ordinal)
    {
        ["IOType"] = ["io_parallel", "io_stream"],
        ["Strategy"] = ["Latency", "Resource", "ResourceUnrolled"],
        ["InputLayout"] = s_layouts,
        ["OutputLayout"] = s_layouts,
        ["Synthesize"] = s_booleans,
        ["Binding"] = s_booleans,
    };

    /// <summary>Whether a metadata is an item's housekeeping: ours (leading underscore), the engine's or an editor's.</summary>
    internal static bool IsHousekeeping(string name) => name[0] == '_' || s_foreign.Contains(name);

    /// <summary>The options of the backend on an item, empty ones left out.</summary>
    public static Dictionary<string, string> BackendOptions(ITaskItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in item.CloneCustomMetadata().Keys.Cast<string>())
        {
            var isOption = s_common.Contains(name) || !Names.Contains(name, StringComparer.OrdinalIgnoreCase);
            if (isOption && !IsHousekeeping(name) && item.GetMetadata(name) is { Length: > 0 } value)
            {
                options[name] = value;
            }
        }

        return options;
    }

    /// <summary>Checks every value that can be judged without the model.</summary>
    public static void Check(ITaskItem item, Action<DiagnosticDescriptor, object?[]> report)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(report);
        foreach (var (name, choices) in s_choices)
        {
            var value = item.GetMetadata(name);
            if (value.Length > 0 && !choices.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                report(SdkDiagnostics.BadValue,
                    [name, value, item.ItemSpec, $"one of {string.Join(", ", choices)} is wanted", Suggestion.For(value, choices)]);
            }
        }

        if (SynthesisSteps.Parse(item.GetMetadata("SynthesisSteps"), out var unknown) is not [] && unknown is not null)
        {
            report(SdkDiagnostics.BadValue, ["SynthesisSteps", item.GetMetadata("SynthesisSteps"), item.ItemSpec,
                $"'{unknown}' is no step; the steps are {string.Join(", ", SynthesisSteps.Words)}", Suggestion.For(unknown, SynthesisSteps.Words)]);
        }

        Number("ReuseFactor", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0, "a positive whole number is wanted");
        foreach (var budget in s_budgets)
        {
            Number(budget, text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _), "a whole number not below zero is wanted");
        }

        Number("ClockPeriod", text => Real(text) is > 0, "a positive number of nanoseconds is wanted, e.g. 5 or 3.3");
        Number("ClockUncertainty", text => Real(text.TrimEnd('%')) is >= 0 and < 100, "a percentage from 0 to below 100 is wanted, e.g. 12.5");
        Number("MaxError", text => Real(text) is > 0, "a number above zero is wanted, e.g. 0.01");
        Number("TotalBits", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 2 and <= 32, "a whole number from 2 to 32 is wanted");
        Number("Tolerance", text => Real(text) is >= 0, "a number not below zero is wanted, e.g. 0.05");

        void Number(string name, Func<string, bool> isGood, string wanted)
        {
            var value = item.GetMetadata(name);
            if (value.Length > 0 && !isGood(value))
            {
                report(SdkDiagnostics.BadValue, [name, value, item.ItemSpec, wanted, ""]);
            }
        }
    }

    private static double? Real(string text) =>
        double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value) ? value : null;
}
