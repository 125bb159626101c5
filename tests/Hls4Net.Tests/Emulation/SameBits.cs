using Hls4Net.Emulation;

namespace Hls4Net.Tests.Emulation;

/// <summary>Compares the kernels of a model with its definition.</summary>
internal static class SameBits
{
    /// <summary>Demands the same bits from every instruction set.</summary>
    public static void Check(ModelGraph graph)
    {
        var random = new Random(1);
        var input = graph.Inputs[0];
        const int Samples = 37;
        long[] x = [.. Enumerable.Range(0, Samples * input.Shape.Count).Select(_ => RandomModels.Raw(random, input.Type))];
        var expected = Predict(graph, x, new EmulatorOptions { ByDefinition = true });
        foreach (var width in VectorWidths.Supported)
        {
            CollectionAssert.AreEqual(expected, Predict(graph, x, new EmulatorOptions { VectorWidth = width }), $"{width}: {RandomModels.Describe(graph)}");
        }
    }

    private static long[] Predict(ModelGraph graph, long[] x, EmulatorOptions options)
    {
        var y = new long[x.Length / graph.Inputs[0].Shape.Count * graph.Outputs[0].Shape.Count];
        Assert.AreEqual(0L, new Emulator(graph, options).PredictRaw(x, y));
        return y;
    }
}
