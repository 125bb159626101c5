using System.Numerics;
using Hls4Net.Emulation;

namespace Hls4Net.Compiler.TestInputs;

/// <summary>Makes the raw integers that the test bench feeds in and must see come out: the emulator computes the latter.</summary>
internal static class VectorMaker
{
    private const int MostSeeded = 32;

    /// <summary>The corners of the input types, and two more.</summary>
    private const int LeastSeeded = 8;

    /// <summary>Samples of the user's that go into a test bench; verification and reports take all of them.</summary>
    private const int LongestBench = 1000;

    /// <summary>The vectors of a typed model, from the user's samples or seeded.</summary>
    /// <param name="model">The model.</param>
    /// <param name="emulator">Its emulator.</param>
    /// <param name="samples">The user's samples; null for seeded ones.</param>
    public static TestVectors Make(ModelGraph model, Emulator emulator, SampleSet? samples)
    {
        var inputs = samples is null ? SeededVectors.Create(model.Inputs, SampleBudget.Of(model, LeastSeeded, MostSeeded)) : Quantise(model.Inputs, samples);
        var isWide = emulator.Inputs.Concat(emulator.Outputs).Any(tensor => !tensor.Type.FitsInt64);
        return new TestVectors(inputs, isWide ? [.. inputs.Select(sample => emulator.PredictRaw(sample))] : PredictBatch(emulator, inputs));
    }

    /// <summary>All samples at once, as the emulator likes it.</summary>
    private static BigInteger[][][] PredictBatch(Emulator emulator, IReadOnlyList<BigInteger[][]> samples)
    {
        var inputs = emulator.Inputs.Select((tensor, i) => Joined(tensor.Shape.Count, samples, i)).ToArray();
        var outputs = emulator.Outputs.Select(tensor => new long[samples.Count * tensor.Shape.Count]).ToArray();
        emulator.PredictRaw(Array.ConvertAll(inputs, values => new ReadOnlyMemory<long>(values)), Array.ConvertAll(outputs, values => values.AsMemory()));
        return
        [
            .. samples.Select((_, sample) => emulator.Outputs.Select((tensor, i) => Array.ConvertAll(
                outputs[i].AsSpan(sample * tensor.Shape.Count, tensor.Shape.Count).ToArray(), raw => (BigInteger)raw)).ToArray()),
        ];
    }

    private static long[] Joined(int count, IReadOnlyList<BigInteger[][]> samples, int input)
    {
        var joined = new long[samples.Count * count];
        for (var i = 0; i < joined.Length; i++)
        {
            joined[i] = (long)samples[i / count][input][i % count];
        }

        return joined;
    }

    private static BigInteger[][][] Quantise(IReadOnlyList<Tensor> tensors, SampleSet samples)
    {
        ValueRange[] possible = [.. tensors.Select(LanePlan.RangeOf)];
        return
        [
            .. Enumerable.Range(0, Math.Min(samples.Count, LongestBench)).Select(sample => tensors
                .Select((tensor, i) => samples.Inputs[i].AsSpan(sample * tensor.Shape.Count, tensor.Shape.Count).ToArray()
                    .Select(value => Quantise(value, tensor.Type, possible[i])).ToArray())
                .ToArray()),
        ];
    }

    /// <summary>As the generated class does: rounded as the type says, saturated to what is possible whatever the type says.</summary>
    private static BigInteger Quantise(double value, FixedType type, ValueRange possible)
    {
        var (mantissa, fraction) = FixedPoint.Decompose(value);
        return BigInteger.Clamp(FixedPoint.Quantise(mantissa, fraction, type), possible.Min, possible.Max);
    }
}
