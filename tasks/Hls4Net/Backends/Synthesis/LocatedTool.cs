namespace Hls4Net;

/// <summary>A vendor's tool that was found.</summary>
/// <param name="Flavour">Its form.</param>
/// <param name="Executable">Absolute path.</param>
/// <param name="Version">Its version as it prints it; empty where it does not say.</param>
public sealed record LocatedTool(ToolFlavour Flavour, string Executable, string Version)
{
    /// <summary>The version as numbers; null where unknown.</summary>
    public Version? Number => ParseVersion(Version);

    /// <summary>The numbers at the start of a version: <c>2023.2_1</c> is 2023.2. Null where there are none.</summary>
    public static Version? ParseVersion(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var numbers = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').ToArray();
        return System.Version.TryParse(new string(numbers).Trim('.'), out var version) ? version : null;
    }

    /// <summary>For messages: <c>vitis-run 2024.2</c>.</summary>
    public override string ToString() => Version.Length == 0 ? Flavour.Name : $"{Flavour.Name} {Version}";
}
