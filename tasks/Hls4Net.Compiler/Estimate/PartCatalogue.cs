using System.Globalization;

namespace Hls4Net.Compiler.Estimate;

/// <summary>The parts of <c>parts.csv</c>, a file of this folder that is part of the assembly.</summary>
internal sealed class PartCatalogue
{
    /// <summary>What DSP blocks are counted in where the part is not known.</summary>
    public static DspBlock DefaultMultiplier { get; } = new("DSP48E2", 27, 18);

    private readonly List<Part> _parts = [];

    /// <summary>Reads the catalogue.</summary>
    public PartCatalogue()
    {
        using var stream = typeof(PartCatalogue).Assembly.GetManifestResourceStream("parts.csv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                _parts.Add(Parse(line.Split(',', StringSplitOptions.TrimEntries)));
            }
        }
    }

    /// <summary>Every part.</summary>
    public IReadOnlyList<Part> Parts => _parts;

    /// <summary>The part of a full name such as <c>xcvu13p-flga2577-2-e</c>; null where the catalogue has none. The longest beginning counts.</summary>
    public Part? Find(string name) => _parts.Where(part => name.StartsWith(part.Name, StringComparison.OrdinalIgnoreCase)).MaxBy(part => part.Name.Length);

    private static Part Parse(string[] fields) => new(
        fields[0], Number(fields[1]), Number(fields[2]), Number(fields[3]), Number(fields[4]), Number(fields[5]),
        new DspBlock(fields[6], (int)Number(fields[7]), (int)Number(fields[8])));

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
