using Hls4Net.Compiler.TestInputs;
using Hls4Net.Emulation;

namespace Hls4Net.Compiler.Report;

/// <summary>The emulator held against the float reference, tensor by tensor, under the user's names.</summary>
/// <param name="Samples">Number of samples compared.</param>
/// <param name="Tensors">A row per tensor, in the order they are computed.</param>
/// <param name="SaturatedInputs">Input values that lay outside the input's type.</param>
public sealed record AccuracyTable(int Samples, IReadOnlyList<TensorError> Tensors, long SaturatedInputs)
{
    private readonly Dictionary<Tensor, TensorError> _rows = Tensors.ToDictionary(row => row.Tensor);

    /// <summary>Compares on samples.</summary>
    /// <param name="model">The typed model.</param>
    /// <param name="emulator">The emulator of that model.</param>
    /// <param name="samples">Per model input: the values of all samples, one sample after the other, C order.</param>
    public static AccuracyTable Measure(ModelGraph model, Emulator emulator, float[][] samples)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(emulator);
        ArgumentNullException.ThrowIfNull(samples);
        var saturatedBefore = emulator.SaturatedInputs;
        var reference = new ReferenceEvaluator(model);
        var sums = model.Layers.SelectMany(layer => layer.Outputs).Select(tensor => new ErrorSum(tensor)).ToList();
        foreach (var block in SampleBlocks.Of(emulator.Inputs, samples))
        {
            var expected = reference.Trace(block);
            var actual = emulator.Trace(block);
            sums.ForEach(sum => sum.Add(expected[sum.Tensor.Name], actual[sum.Tensor.Name]));
        }

        return new AccuracyTable(
            samples[0].Length / emulator.Inputs[0].Shape.Count, [.. sums.Select(sum => sum.ToError())], emulator.SaturatedInputs - saturatedBefore);
    }

    /// <summary>The row of a tensor; null where it was not compared.</summary>
    public TensorError? Find(Tensor tensor) => _rows.GetValueOrDefault(tensor);

    private sealed class ErrorSum(Tensor tensor)
    {
        private double _max;
        private double _total;
        private double _reference;
        private readonly (double Low, double High) _held = Held(tensor.Type);
        private long _count;
        private long _outside;
        private double _furthest;
        private int _channel;

        public Tensor Tensor => tensor;

        public void Add(double[] expected, float[] actual)
        {
            for (var i = 0; i < expected.Length; i++)
            {
                var error = Math.Abs(expected[i] - actual[i]);
                _max = Math.Max(_max, error);
                _total += error;
                _reference = Math.Max(_reference, Math.Abs(expected[i]));
                if (double.IsFinite(expected[i]) && (expected[i] < _held.Low || expected[i] > _held.High))
                {
                    NoteOverflow(expected[i], i);
                }
            }

            _count += expected.Length;
        }

        public TensorError ToError() => new(tensor, _max, _count == 0 ? 0 : _total / _count, _reference)
        {
            Overflow = _outside == 0 ? null : new OverflowingValue(_channel, _furthest, _outside),
        };

        /// <summary>What a type holds, with a step to spare for rounding; everything where it saturates, as its user wanted.</summary>
        private static (double Low, double High) Held(FixedType type) => type.Overflow is Overflow.Wrap or Overflow.WrapSignMagnitude
            ? (FixedPoint.ToDouble(type.MinRaw - 1, type.Fraction), FixedPoint.ToDouble(type.MaxRaw + 1, type.Fraction))
            : (double.NegativeInfinity, double.PositiveInfinity);

        private void NoteOverflow(double value, int element)
        {
            _outside++;
            if (_outside == 1 || Math.Abs(value) > Math.Abs(_furthest))
            {
                (_furthest, _channel) = (value, tensor.Shape.Rank == 0 ? 0 : element % tensor.Shape[^1]);
            }
        }
    }
}
