namespace Hls4Net.CxxProjects;

/// <summary>Options that several tools have.</summary>
internal static class CxxOptions
{
    /// <summary>The device.</summary>
    public static readonly BackendOption<string> Part = PartOf("xcvu13p-flga2577-2-e");

    /// <summary>Target clock period in nanoseconds.</summary>
    public static readonly BackendOption<double> ClockPeriod = BackendOption.Number(
        "ClockPeriod", 5, "Target clock period in ns.", period => period > 0 ? null : "it must be greater than 0");

    /// <summary>Elements above which a weight lies in a memory outside.</summary>
    public static readonly BackendOption<double> BramFactor = BackendOption.Number(
        "BramFactor", 1e9, "Weights of more elements become array ports of the top function, to be kept in memories outside.",
        elements => elements >= 0 ? null : "it must not be negative");

    /// <summary>Whether pragmas are written.</summary>
    public static readonly BackendOption<bool> Pragmas = BackendOption.Switch(
        "Pragmas", true, "false leaves out every HLS pragma: plain C++ for an HLS tool that chokes on them.");

    /// <summary>The device, with a default of the tool's.</summary>
    public static BackendOption<string> PartOf(string part) => BackendOption.Text(
        "Part", part, "Device the vendor tool builds for.",
        text => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':') ? null : "a part has letters, digits and - _ . : only");

    /// <summary>Margin of the clock period in percent.</summary>
    public static BackendOption<double> UncertaintyOf(double standard) => BackendOption.Number(
        "ClockUncertainty", standard, "Part of the clock period kept free, in percent.", percent => percent is >= 0 and < 100 ? null : "it must be at least 0 and below 100");
}
