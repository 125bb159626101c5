using System.Runtime.InteropServices;
using System.Text.Json;

namespace Hls4Net.Tests.Corridor;

/// <summary>A trained model beside the repository: its file, inputs, reference outputs and labels.</summary>
internal sealed class SharedModel
{
    /// <summary>Reads a folder below ../shared/models; the test is inconclusive where it is absent.</summary>
    public SharedModel(string name)
    {
        Name = name;
        Path = Repository.Shared("models", name, "model.onnx");
        using var io = JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("models", name, "io.json")));
        Samples = io.RootElement.GetProperty("samples").GetInt32();
        JsonElement[] Of(string role) => [.. io.RootElement.GetProperty("tensors").EnumerateArray().Where(tensor => tensor.GetProperty("role").GetString() == role)];
        Inputs = [.. Of("input").Select(Read<float>)];
        Outputs = [.. Of("output").Select(Read<float>)];
        Labels = Of("label").Select(Read<int>).FirstOrDefault()?.Values;
    }

    public string Name { get; }

    public string Path { get; }

    public int Samples { get; }

    public IReadOnlyList<Samples<float>> Inputs { get; }

    public IReadOnlyList<Samples<float>> Outputs { get; }

    /// <summary>The right class of each sample; null where nobody knows.</summary>
    public int[]? Labels { get; }

    /// <summary>Percentage of samples whose largest value is at the place of their label.</summary>
    public double Accuracy(float[] values, int[] labels)
    {
        var right = values.Chunk(values.Length / Samples).Zip(labels).Count(pair => Array.IndexOf(pair.First, pair.First.Max()) == pair.Second);
        return 100.0 * right / Samples;
    }

    private Samples<T> Read<T>(JsonElement tensor)
        where T : unmanaged
    {
        var values = MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(Repository.Shared("models", Name, tensor.GetProperty("file").GetString()!))).ToArray();
        return new Samples<T>(tensor.GetProperty("name").GetString()!, [.. tensor.GetProperty("shape").EnumerateArray().Select(n => n.GetInt32())], values);
    }
}

/// <summary>A tensor over all samples, one after the other.</summary>
internal sealed record Samples<T>(string Name, int[] Shape, T[] Values)
{
    /// <summary>Elements of a sample.</summary>
    public int Count => Shape.Aggregate(1, (product, d) => product * d);
}
