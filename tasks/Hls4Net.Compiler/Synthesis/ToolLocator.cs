namespace Hls4Net.Compiler.Synthesis;

/// <summary>
/// Finds a vendor's tool: what the user names, else what the environment names, else PATH, else where installers put it; in each place the
/// backend's preferred flavour first. A version that a flavour's commands do not fit is passed over.
/// </summary>
/// <param name="places">Where executables are looked for.</param>
/// <param name="versionOf">The version that an executable prints; empty where it does not say.</param>
public sealed class ToolLocator(ToolPlaces places, Func<ToolFlavour, string, string> versionOf)
{
    /// <summary>Finds the tool of a backend.</summary>
    /// <param name="backend">Its name.</param>
    /// <param name="flavours">The flavours that it can drive, the preferred one first.</param>
    /// <param name="configured">What the user named: an absolute path, or a name to look up on PATH; empty for nothing.</param>
    /// <exception cref="DiagnosticException">HLSN5031: there is none. HLSN5032: the one that the user named has no known commands.</exception>
    public LocatedTool Find(string backend, IReadOnlyList<ToolFlavour> flavours, string configured)
    {
        ArgumentNullException.ThrowIfNull(flavours);
        ArgumentNullException.ThrowIfNull(configured);
        var searched = new List<string>();
        if (configured.Trim() is { Length: > 0 } wanted)
        {
            return Named(wanted, flavours, searched) ?? throw NotFound(backend, flavours, searched);
        }

        return InOrder(flavours, searched).FirstOrDefault() ?? throw NotFound(backend, flavours, searched);
    }

    private LocatedTool? Named(string wanted, IReadOnlyList<ToolFlavour> flavours, List<string> searched)
    {
        var isPath = Path.IsPathFullyQualified(wanted);
        var path = isPath ? ToolPlaces.Executable(Path.GetDirectoryName(wanted)!, Path.GetFileName(wanted)) : places.OnPath(wanted);
        if (path is null)
        {
            searched.Add($"  property Hls4NetTool: '{wanted}' {(isPath ? "is no executable file" : "is not on PATH")}");
            return null;
        }

        // A script of the user's around the tool says in its name which one, or it is the preferred one.
        var name = Path.GetFileNameWithoutExtension(path);
        var flavour = flavours.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? flavours.FirstOrDefault(known => name.Contains(known.Name, StringComparison.OrdinalIgnoreCase)) ?? flavours[0];
        var tool = new LocatedTool(flavour, path, versionOf(flavour, path));
        return flavour.Covers(tool.Number) ? tool : throw new DiagnosticException(
            SynthesisDiagnostics.UnknownVersion, null, path, flavour.Name, tool.Version, flavour.Range, Describe(flavours));
    }

    private IEnumerable<LocatedTool> InOrder(IReadOnlyList<ToolFlavour> flavours, List<string> searched)
    {
        foreach (var (variable, flavour) in flavours.SelectMany(flavour => flavour.Variables.Select(variable => (variable, flavour))))
        {
            var folder = places.OfVariable(variable);
            if (folder is null)
            {
                AddOnce(searched, $"  environment variable {variable.Split('/')[0]}: not set");
            }
            else if (Look(folder, flavour, $"environment variable {variable.Split('/')[0]}", searched) is { } tool)
            {
                yield return tool;
            }
        }

        foreach (var flavour in flavours)
        {
            foreach (var folder in places.SearchPath)
            {
                if (ToolPlaces.Executable(folder, flavour.Name) is not null && Look(folder, flavour, "PATH", searched) is { } tool)
                {
                    yield return tool;
                }
            }

            AddOnce(searched, $"  PATH: {places.SearchPath.Count} folders for {flavour.Name}");
        }

        foreach (var (pattern, flavour) in flavours.SelectMany(flavour => flavour.Folders.Select(pattern => (pattern, flavour))))
        {
            AddOnce(searched, $"  {pattern}");
            foreach (var folder in places.OfPattern(pattern))
            {
                if (Look(folder, flavour, pattern, searched) is { } tool)
                {
                    yield return tool;
                }
            }
        }
    }

    private LocatedTool? Look(string folder, ToolFlavour flavour, string place, List<string> searched)
    {
        if (ToolPlaces.Executable(folder, flavour.Name) is not { } path)
        {
            AddOnce(searched, $"  {place}: no {flavour.Name} in '{folder}'");
            return null;
        }

        var tool = new LocatedTool(flavour, path, versionOf(flavour, path));
        if (flavour.Covers(tool.Number))
        {
            return tool;
        }

        AddOnce(searched, $"  {place}: '{path}' is version {tool.Version}, the commands of {flavour.Name} are known for {flavour.Range}");
        return null;
    }

    private static void AddOnce(List<string> searched, string line)
    {
        if (!searched.Contains(line))
        {
            searched.Add(line);
        }
    }

    private static DiagnosticException NotFound(string backend, IReadOnlyList<ToolFlavour> flavours, List<string> searched) =>
        new(SynthesisDiagnostics.ToolNotFound, null, backend, string.Join('\n', searched), Describe(flavours));

    private static string Describe(IReadOnlyList<ToolFlavour> flavours) => string.Join(", ", flavours.Select(flavour => $"{flavour.Name} ({flavour.Range})"));
}
