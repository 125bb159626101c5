using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>One instruction's worth of weights for a tile of outputs.</summary>
/// <param name="Pair">The pair of inputs.</param>
/// <param name="Spills">Whether the sums must be relieved after it.</param>
internal readonly record struct ByteStep(int Pair, bool Spills);

/// <summary>
/// The weights of sums whose inputs and weights are bytes, laid out for the multiplication of unsigned by signed bytes that adds
/// adjacent products in 16 bits. Signed inputs are raised by 128, which the start of a sum takes back. Proved from the actual
/// weights and input intervals: no two products saturate where they are added, and no sum leaves 16 bits unnoticed.
/// </summary>
/// <remarks>
/// Sums of more than 16 bits are relieved after every run: all but their <see cref="LowBits"/> low bits move into a second sum. The
/// result drops more than those, so that of the first sum only its carry counts.
/// </remarks>
internal sealed class ByteWeights
{
    /// <summary>Outputs computed together.</summary>
    public const int Tile = 8;

    private const int Highest = short.MaxValue;
    private const int Lowest = short.MinValue;

    private readonly ProductSums _products;
    private readonly List<int> _packed = [];
    private readonly List<int> _starts = [];
    private readonly int[] _least;
    private readonly int[] _most;
    private readonly int _spare;

    private ByteWeights(DenseArithmetic arithmetic, int lowBits)
    {
        _products = arithmetic.Sums;
        LowBits = lowBits;
        _spare = lowBits == 0 ? 0 : (1 << lowBits) - 1;
        _least = [.. _products.Inputs.Select(range => (int)range.Min)];
        _most = [.. _products.Inputs.Select(range => (int)range.Max)];
        Raised = Array.Exists(_least, least => least < 0) ? 128 : 0;
        Quantizer = QuantizerOf(arithmetic, lowBits);
        var added = Quantizer.IsShift ? Quantizer.Added : (short)0;
        int[] highs = [.. arithmetic.Bias.Select(bias => lowBits == 0 ? 0 : (int)(bias >> lowBits) + added)];
        int[] lows = [.. arithmetic.Bias.Select(bias => lowBits == 0 ? (int)bias + added : (int)(bias - ((bias >> lowBits) << lowBits)))];
        var groups = (_products.NOut + Tile - 1) / Tile;
        Steps = new ByteStep[groups][];
        FirstSteps = new int[groups];
        FirstStarts = new int[groups];
        for (var group = 0; group < groups; group++)
        {
            (FirstSteps[group], FirstStarts[group]) = (_packed.Count / Tile, _starts.Count / Tile);
            Steps[group] = PackGroup(group * Tile, lows, highs);
        }
    }

    /// <summary>Pairs of weights, each twice in an integer: for every step, one per output of a tile.</summary>
    public IReadOnlyList<int> Packed => _packed;

    /// <summary>
    /// What sums begin with, twice in an integer, one per output of a tile: for every group its second sums, then the first sums of
    /// every run, and once more at the end.
    /// </summary>
    public IReadOnlyList<int> Starts => _starts;

    /// <summary>The steps of each group of outputs.</summary>
    public ByteStep[][] Steps { get; }

    /// <summary>The first step of each group in <see cref="Packed"/>.</summary>
    public int[] FirstSteps { get; }

    /// <summary>The second sums of each group in <see cref="Starts"/>.</summary>
    public int[] FirstStarts { get; }

    /// <summary>Bits that stay in the first sum; zero where there is no second one.</summary>
    public int LowBits { get; }

    /// <summary>Added to every input.</summary>
    public int Raised { get; }

    /// <summary>Converts finished sums; what it adds is in the sums already where it is a shift.</summary>
    public VectorQuantizer<short> Quantizer { get; }

    /// <summary>Number of outputs.</summary>
    public int Outputs => _products.NOut;

    /// <summary>Whether inputs, weights and results are small enough for <see cref="Pack"/> to try.</summary>
    public static bool AreSmall(DenseArithmetic arithmetic, LanePlan plan)
    {
        var inputs = ValueRange.Hull(arithmetic.Sums.Inputs);
        var isByte = new ValueRange(sbyte.MinValue, sbyte.MaxValue).Contains(arithmetic.Sums.WeightRange())
            && (new ValueRange(sbyte.MinValue, sbyte.MaxValue).Contains(inputs) || new ValueRange(0, byte.MaxValue).Contains(inputs));
        return isByte && arithmetic.Holds && arithmetic.Appended == 0 && plan.ComputeLane() == Lane.Int16;
    }

    /// <summary>Null where sums are not small enough, or 16-bit products are cheaper. Only where <see cref="AreSmall"/>.</summary>
    public static ByteWeights? Pack(DenseArithmetic arithmetic)
    {
        if (LowBitsOf(arithmetic) is not { } lowBits)
        {
            return null;
        }

        var weights = new ByteWeights(arithmetic, lowBits);
        return weights.IsCheap() ? weights : null;
    }

    /// <summary>The fewest bits that must stay in a first sum; null where the types do not allow it.</summary>
    private static int? LowBitsOf(DenseArithmetic arithmetic)
    {
        if (arithmetic.FinishLane() == Lane.Int16)
        {
            return 0;
        }

        // Rounding to nearest looks at one bit more than truncation does.
        var dropped = arithmetic.Accumulator.Fraction - arithmetic.Result.Fraction;
        var most = arithmetic.Result.Rounding switch { Rounding.Truncate => dropped, Rounding.Round => dropped - 1, _ => 0 };
        for (var bits = 1; bits <= Math.Min(most, 8); bits++)
        {
            var lane = VectorQuantizer.LaneOf(High(arithmetic.Sum, bits), arithmetic.Accumulator.Fraction - bits, arithmetic.Result);
            var bias = LanePlan.LaneOf(High(ValueRange.Hull(arithmetic.Bias.Select(ValueRange.Of)), bits));
            if (lane == Lane.Int16 && bias == Lane.Int16 && QuantizerOf(arithmetic, bits).IsShift)
            {
                return bits;
            }
        }

        return null;
    }

    private static VectorQuantizer<short> QuantizerOf(DenseArithmetic arithmetic, int lowBits) =>
        new(High(arithmetic.Finished, lowBits), arithmetic.Accumulator.Fraction - lowBits, arithmetic.Result);

    private static ValueRange High(ValueRange range, int lowBits) => new(range.Min >> lowBits, range.Max >> lowBits);

    // Vector operations per output: two a step, five to relieve a sum, five to finish it. 16-bit products take four a pair and ten.
    private bool IsCheap() =>
        Steps.Sum(steps => 5L + (2 * steps.Length) + (5 * steps.Count(step => step.Spills))) <= Steps.Length * (10L + (2 * _products.NIn));

    private ByteStep[] PackGroup(int output, int[] lows, int[] highs)
    {
        var steps = new List<ByteStep>();
        int[] starts = [.. Enumerable.Range(output, Tile).Select(j => j < lows.Length ? lows[j] : 0)];
        _starts.AddRange(Enumerable.Range(output, Tile).Select(j => j < highs.Length ? Twice(highs[j]) : 0));
        var (low, high) = (new int[Tile], new int[Tile]);
        for (var pair = 0; 2 * pair < _products.NIn; pair++)
        {
            int[] even = WeightsOf(2 * pair, output), odd = WeightsOf((2 * pair) + 1, output);
            if (Saturates(pair, even, odd))
            {
                Add(pair, even, new int[Tile]);
                Add(pair, new int[Tile], odd);
            }
            else
            {
                Add(pair, even, odd);
            }
        }

        if (LowBits > 0)
        {
            Relieve();
        }

        AddStarts();
        return [.. steps];

        void Add(int pair, int[] even, int[] odd)
        {
            var (least, most) = (new int[Tile], new int[Tile]);
            var fits = true;
            for (var k = 0; k < Tile; k++)
            {
                (least[k], most[k]) = Products(pair, even[k], odd[k], 0);
                fits &= low[k] + least[k] >= Lowest && high[k] + most[k] + _spare <= Highest;
            }

            if (LowBits > 0 && !fits)
            {
                Relieve();
            }

            for (var k = 0; k < Tile; k++)
            {
                low[k] += least[k];
                high[k] += most[k];
                starts[k] -= Raised * (even[k] + odd[k]);
                _packed.Add(Twice((even[k] & byte.MaxValue) | (odd[k] << 8)));
            }

            steps.Add(new ByteStep(pair, Spills: false));
        }

        void Relieve()
        {
            steps[^1] = steps[^1] with { Spills = true };
            AddStarts();
            Array.Clear(low);
            Array.Clear(high);
        }

        void AddStarts()
        {
            _starts.AddRange(starts.Select(Twice));
            Array.Clear(starts);
        }
    }

    private int[] WeightsOf(int input, int output)
    {
        var weights = new int[Tile];
        for (var k = 0; k < Tile && input < _products.NIn && output + k < _products.NOut; k++)
        {
            weights[k] = (int)_products.Weights[(input * _products.NOut) + output + k];
        }

        return weights;
    }

    private bool Saturates(int pair, int[] even, int[] odd)
    {
        for (var k = 0; k < Tile; k++)
        {
            var (least, most) = Products(pair, even[k], odd[k], Raised);
            if (least < Lowest || most > Highest)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the two products of a pair can add up to.</summary>
    private (int Least, int Most) Products(int pair, int even, int odd, int raised)
    {
        var (least, most) = Product(2 * pair, even, raised);
        if (odd == 0)
        {
            return (least, most);
        }

        var (oddLeast, oddMost) = Product((2 * pair) + 1, odd, raised);
        return (least + oddLeast, most + oddMost);
    }

    private (int Least, int Most) Product(int input, int weight, int raised)
    {
        var (atLeast, atMost) = (weight * (_least[input] + raised), weight * (_most[input] + raised));
        return (Math.Min(atLeast, atMost), Math.Max(atLeast, atMost));
    }

    /// <summary>A 16-bit integer in both halves.</summary>
    public static int Twice(int halfword) => (ushort)halfword * 0x10001;
}
