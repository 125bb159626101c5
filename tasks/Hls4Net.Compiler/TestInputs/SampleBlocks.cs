using System.Numerics;

namespace Hls4Net.Compiler.TestInputs;

/// <summary>Samples cut into blocks: large enough to be traced at once, small enough that the traces of one are all that is kept.</summary>
internal static class SampleBlocks
{
    private const int Size = 32;

    /// <summary>Block after block, per model input: its samples.</summary>
    /// <param name="inputs">The model's inputs.</param>
    /// <param name="samples">Per model input: all samples, one after the other.</param>
    public static IEnumerable<ReadOnlyMemory<float>[]> Of(IReadOnlyList<Tensor> inputs, float[][] samples)
    {
        var count = samples[0].Length / inputs[0].Shape.Count;
        for (var first = 0; first < count; first += Size)
        {
            var (start, length) = (first, Math.Min(Size, count - first));
            var block = new ReadOnlyMemory<float>[inputs.Count];
            for (var i = 0; i < block.Length; i++)
            {
                block[i] = new ReadOnlyMemory<float>(samples[i], start * inputs[i].Shape.Count, length * inputs[i].Shape.Count);
            }

            yield return block;
        }
    }

    /// <summary>Raw integers as the numbers they stand for, per model input, one sample after the other.</summary>
    /// <param name="inputs">The model's inputs.</param>
    /// <param name="samples">Per sample, per model input: raw integers.</param>
    public static float[][] ToNumbers(IReadOnlyList<Tensor> inputs, IReadOnlyList<BigInteger[][]> samples) =>
        [.. inputs.Select((tensor, i) => ToNumbers(tensor, samples, i))];

    private static float[] ToNumbers(Tensor tensor, IReadOnlyList<BigInteger[][]> samples, int input)
    {
        var count = tensor.Shape.Count;
        var numbers = new float[samples.Count * count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (float)FixedPoint.ToDouble(samples[i / count][input][i % count], tensor.Type.Fraction);
        }

        return numbers;
    }
}
