using System.Runtime.InteropServices;
using System.Text.Json;
using Hls4Net.Tests;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>A trained model beside the repository with its inputs and reference outputs.</summary>
internal sealed class SharedModel
{
    /// <summary>Reads a folder, e.g. <c>models/cartpole</c>; the test is inconclusive where it is absent.</summary>
    public SharedModel(string folder)
    {
        var path = Repository.Shared([.. folder.Split('/')]);
        Path = System.IO.Path.Combine(path, "model.onnx");
        using var description = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(path, "io.json")));
        var tensors = description.RootElement.GetProperty("tensors").EnumerateArray().ToArray();
        Inputs = Samples(path, tensors, "input");
        Outputs = Samples(path, tensors, "output");
    }

    public string Path { get; }

    public IReadOnlyList<(string Name, double[][] Values)> Inputs { get; }

    public IReadOnlyList<(string Name, double[][] Values)> Outputs { get; }

    /// <summary>Demands that a graph computes the reference outputs, up to single precision.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="samples">Most samples to try.</param>
    /// <returns>The largest error, relative to the largest value of its sample.</returns>
    public double AssertComputedBy(ModelGraph graph, int samples = 8)
    {
        CollectionAssert.AreEqual(Inputs.Select(t => t.Name).ToArray(), graph.Inputs.Select(t => t.Name).ToArray());
        CollectionAssert.AreEqual(Outputs.Select(t => t.Name).ToArray(), graph.Outputs.Select(t => t.Name).ToArray());
        var largest = 0.0;
        for (var sample = 0; sample < Math.Min(samples, Inputs[0].Values.Length); sample++)
        {
            var actual = Reference.Evaluate(graph, [.. Inputs.Select(t => t.Values[sample])]);
            for (var output = 0; output < Outputs.Count; output++)
            {
                var where = $"sample {sample} of {Outputs[output].Name}";
                largest = Math.Max(largest, AssertClose(Outputs[output].Values[sample], actual[output], where));
            }
        }

        return largest;
    }

    private static double AssertClose(double[] expected, double[] actual, string where)
    {
        Assert.HasCount(expected.Length, actual, where);
        var scale = Math.Max(1e-3, expected.Max(Math.Abs));
        var largest = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs(expected[i] - actual[i]) / scale;
            Assert.IsLessThan(1e-4, error, $"{where}[{i}]: expected {expected[i]}, actual {actual[i]}");
            largest = Math.Max(largest, error);
        }

        return largest;
    }

    private static (string Name, double[][] Values)[] Samples(string path, JsonElement[] tensors, string role) =>
    [
        .. tensors.Where(t => t.GetProperty("role").GetString() == role).Select(t =>
        {
            var values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(System.IO.Path.Combine(path, t.GetProperty("file").GetString()!))).ToArray();
            var perSample = values.Length / t.GetProperty("samples").GetInt32();
            return (t.GetProperty("name").GetString()!, values.Chunk(perSample).Select(v => v.Select(x => (double)x).ToArray()).ToArray());
        }),
    ];
}
