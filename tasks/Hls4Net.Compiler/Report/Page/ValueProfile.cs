namespace Hls4Net.Compiler.Report.Page;

/// <summary>How the values of one tensor are spread, in the float reference and in the emulator, seen against its type.</summary>
/// <param name="tensor">The tensor.</param>
/// <param name="capacity">How many values at most the quartiles are taken from; the ends and the counts are of all.</param>
internal sealed class ValueProfile(Tensor tensor, int capacity)
{
    private readonly Spread _reference = new(capacity);
    private readonly Spread _emulated = new(capacity);
    private readonly double _low = FixedPoint.ToDouble(tensor.Type.MinRaw - 1, tensor.Type.Fraction);
    private readonly double _high = FixedPoint.ToDouble(tensor.Type.MaxRaw + 1, tensor.Type.Fraction);
    private double _squares;
    private long _count;

    /// <summary>The tensor.</summary>
    public Tensor Tensor => tensor;

    /// <summary>Values of the float reference beyond the type, rounding apart.</summary>
    public long Outside { get; private set; }

    /// <summary>Root of the mean square of the deviations.</summary>
    public double RootMeanSquare => _count == 0 ? 0 : Math.Sqrt(_squares / _count);

    /// <summary>The float reference: least, lower quartile, median, upper quartile, most; empty where no value was finite.</summary>
    public double[] Reference => _reference.Quartiles(value => value);

    /// <summary>The same of the emulator.</summary>
    public double[] Emulated => _emulated.Quartiles(value => value);

    /// <summary>The same of the binary logarithms of the float reference's magnitudes; zeros apart.</summary>
    public double[] ReferenceMagnitude => _reference.Quartiles(value => Math.Log2(Math.Abs(value)));

    /// <summary>The same of the emulator's magnitudes.</summary>
    public double[] EmulatedMagnitude => _emulated.Quartiles(value => Math.Log2(Math.Abs(value)));

    /// <summary>Takes a block of values.</summary>
    public void Add(double[] reference, float[] emulated)
    {
        for (var i = 0; i < reference.Length; i++)
        {
            var error = reference[i] - emulated[i];
            _squares += double.IsFinite(error) ? error * error : 0;
            Outside += reference[i] <= _low || reference[i] >= _high ? 1 : 0;
            _reference.Add(reference[i], _count + i);
            _emulated.Add(emulated[i], _count + i);
        }

        _count += reference.Length;
    }

    /// <summary>Evenly spread values out of a stream of unknown length: where they become too many, every other one is dropped.</summary>
    private sealed class Spread(int capacity)
    {
        private readonly List<double> _values = [];
        private long _stride = 1;
        private double _least = double.PositiveInfinity;
        private double _most = double.NegativeInfinity;
        private double _smallest = double.PositiveInfinity;

        public void Add(double value, long place)
        {
            if (!double.IsFinite(value))
            {
                return;
            }

            (_least, _most) = (Math.Min(_least, value), Math.Max(_most, value));
            _smallest = value == 0 ? _smallest : Math.Min(_smallest, Math.Abs(value));
            if (place % _stride != 0)
            {
                return;
            }

            _values.Add(value);
            if (_values.Count > capacity)
            {
                for (var i = 0; i < _values.Count / 2; i++)
                {
                    _values[i] = _values[2 * i];
                }

                _values.RemoveRange(_values.Count / 2, _values.Count - (_values.Count / 2));
                _stride *= 2;
            }
        }

        public double[] Quartiles(Func<double, double> scale)
        {
            var sorted = _values.Select(scale).Where(double.IsFinite).Order().ToArray();
            if (sorted.Length == 0)
            {
                return [];
            }

            // The ends are those of all values, whether they were kept or not; of magnitudes, the smallest that is not zero.
            var isMagnitude = scale(1) == 0;
            var least = isMagnitude ? Math.Log2(_smallest) : _least;
            var most = isMagnitude ? Math.Log2(Math.Max(Math.Abs(_least), Math.Abs(_most))) : _most;
            return [least, At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75), most];
        }

        private static double At(double[] sorted, double part) => sorted[(int)Math.Round(part * (sorted.Length - 1), MidpointRounding.AwayFromZero)];
    }
}
