namespace Hls4Net.Catapult;

/// <summary>The options that only this backend has.</summary>
internal static class CatapultOptions
{
    /// <summary>Margin of the clock period in percent.</summary>
    public static readonly BackendOption<double> ClockUncertainty = CxxProjects.CxxOptions.UncertaintyOf(0);

    /// <summary>Technology.</summary>
    public static readonly BackendOption<string> Tech = BackendOption.Choice("Tech", ["fpga", "asic"], "Whether the part or the libraries of an ASIC count.");

    /// <summary>Libraries of an ASIC.</summary>
    public static readonly BackendOption<string> AsicLibs = BackendOption.Text(
        "AsicLibs", "nangate-45nm", "Library of an ASIC's cells, with Tech=Asic.", Word);

    /// <summary>Module of a channel.</summary>
    public static readonly BackendOption<string> Fifo = BackendOption.Text(
        "Fifo", "", "Library module that channels are mapped to; empty: the tool's own.", Word);

    private static string? Word(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':') ? null : "it has letters, digits and - _ . : only";
}
