using System.Text.RegularExpressions;

namespace Hls4Net;

/// <summary>One form in which a vendor ships its tool: what it is called, where it lies, how it says its version and its messages.</summary>
/// <param name="Name">Name of the executable, without extension: <c>vitis-run</c>.</param>
public sealed record ToolFlavour(string Name)
{
    /// <summary>Messages as C++ compilers print them: <c>file:line:column: error: text</c>.</summary>
    public const string CompilerMessage = @"^(?<file>[^\s:][^:]*):(?<line>\d+):(?:(?<column>\d+):)? (?:fatal )?(?<severity>error|warning): (?<text>.*)$";

    /// <summary>Oldest version that has the commands of this flavour; null: any.</summary>
    public Version? Oldest { get; init; }

    /// <summary>Newest version that has them; null: any. <c>2024.1</c> includes <c>2024.1.2</c>.</summary>
    public Version? Newest { get; init; }

    /// <summary>Folders named by environment variables, in order: <c>XILINX_VITIS/bin</c> is folder <c>bin</c> below that of the variable.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Folders where installers put it, a name may be <c>*</c>: <c>/tools/Xilinx/Vitis/*/bin</c>. The last of several in order counts first.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Arguments that make it print its version.</summary>
    public IReadOnlyList<string> VersionArguments { get; init; } = ["--version"];

    /// <summary>Where the version stands in that text: a regular expression with one group.</summary>
    public string VersionPattern { get; init; } = @"(\d+\.\d+(?:\.\d+)*)";

    /// <summary>
    /// Lines that are messages: regular expressions with the groups <c>severity</c>, <c>text</c> and, where the line has them, <c>code</c>,
    /// <c>file</c>, <c>line</c> and <c>column</c>. Severities that contain <c>error</c> or <c>fatal</c> fail the step, whatever the exit code says;
    /// those that contain <c>warn</c> are warnings; all others stay in the log.
    /// </summary>
    public IReadOnlyList<string> Messages { get; init; } = [CompilerMessage];

    /// <summary>Variables that it needs on another machine: its installation's, its licence's.</summary>
    public IReadOnlyList<string> PassedVariables { get; init; } = [];

    /// <summary>Whether a version has the commands of this flavour; an unknown one (null) may.</summary>
    public bool Covers(Version? version) =>
        version is null || ((Oldest is null || version >= Oldest) && (Newest is null || version <= Newest || IsPatchOf(version, Newest)));

    /// <summary>The versions in words: <c>2020.2 to 2024.1</c>.</summary>
    public string Range => (Oldest, Newest) switch
    {
        (null, null) => "any version",
        (_, null) => $"{Oldest} or later",
        (null, _) => $"up to {Newest}",
        _ => $"{Oldest} to {Newest}",
    };

    /// <summary>The version in what the tool printed; null where there is none.</summary>
    public string? FindVersion(string printed) =>
        Regex.Match(printed, VersionPattern, RegexOptions.CultureInvariant) is { Success: true } match ? match.Groups[1].Value : null;

    private static bool IsPatchOf(Version version, Version line) => version.Major == line.Major && version.Minor == line.Minor && line.Build < 0;
}
