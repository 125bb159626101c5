using System.Text.Json;

namespace CustomAsic;

/// <summary>A process node, as configs/technologies.json has it.</summary>
/// <param name="Name">What users write.</param>
/// <param name="MinimumClockPeriod">Shortest clock period, ns.</param>
/// <param name="Voltage">Supply, V.</param>
public sealed record Technology(string Name, double MinimumClockPeriod, double Voltage)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the data file.</summary>
    public static IReadOnlyList<Technology> Read(string json) => JsonSerializer.Deserialize<Technology[]>(json, s_options)!;
}
