using Hls4Net.Emulation;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>One sample through the reference evaluation of a graph.</summary>
internal static class Reference
{
    public static double[][] Evaluate(ModelGraph graph, params double[][] inputs)
    {
        var outputs = graph.Outputs.Select(output => new float[output.Shape.Count]).ToArray();
        new ReferenceEvaluator(graph).Predict(
            [.. inputs.Select(input => new ReadOnlyMemory<float>(Array.ConvertAll(input, v => (float)v)))],
            [.. outputs.Select(output => output.AsMemory())]);
        return [.. outputs.Select(output => Array.ConvertAll(output, v => (double)v))];
    }
}
