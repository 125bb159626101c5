using Hls4Net.Emulation;

namespace Hls4Net.Compiler.Report;

/// <summary>The emulator held against the float reference, tensor by tensor, under the user's names.</summary>
/// <param name="Samples">Number of samples compared.</param>
/// <param name="Tensors">A row per tensor, in the order they are computed.</param>
/// <param name="SaturatedInputs">Input values that lay outside the input's type.</param>
public sealed record AccuracyTable(int Samples, IReadOnlyList<TensorError> Tensors, long SaturatedInputs)
{
    /// <summary>Compares on samples.</summary>
    /// <param name="model">The typed model.</param>
    /// <param name="emulator">The emulator of that model.</param>
    /// <param name="samples">Per sample, per model input: the values, C order.</param>
    public static AccuracyTable Measure(ModelGraph model, Emulator emulator, IReadOnlyList<float[][]> samples)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(emulator);
        ArgumentNullException.ThrowIfNull(samples);
        var saturatedBefore = emulator.SaturatedInputs;
        var reference = new ReferenceEvaluator(model);
        var sums = new OrderedDictionary<string, (double Max, double Total, double Reference, long Count)>(StringComparer.Ordinal);
        foreach (var sample in samples)
        {
            ReadOnlyMemory<float>[] inputs = [.. sample.Select(values => (ReadOnlyMemory<float>)values)];
            var expected = reference.Trace(inputs);
            foreach (var (name, actual) in emulator.Trace(inputs))
            {
                sums[name] = Add(sums.GetValueOrDefault(name), expected[name], actual);
            }
        }

        var tensors = model.Layers.SelectMany(layer => layer.Outputs)
            .Where(tensor => sums.ContainsKey(tensor.Name))
            .Select(tensor => Row(tensor, sums[tensor.Name]));
        return new AccuracyTable(samples.Count, [.. tensors], emulator.SaturatedInputs - saturatedBefore);
    }

    /// <summary>The row of a tensor; null where it was not compared.</summary>
    public TensorError? Find(Tensor tensor) => Tensors.FirstOrDefault(row => row.Tensor == tensor);

    private static (double Max, double Total, double Reference, long Count) Add(
        (double Max, double Total, double Reference, long Count) sum, double[] expected, float[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs(expected[i] - actual[i]);
            sum = (Math.Max(sum.Max, error), sum.Total + error, Math.Max(sum.Reference, Math.Abs(expected[i])), sum.Count + 1);
        }

        return sum;
    }

    private static TensorError Row(Tensor tensor, (double Max, double Total, double Reference, long Count) sum) =>
        new(tensor, sum.Max, sum.Count == 0 ? 0 : sum.Total / sum.Count, sum.Reference);
}
