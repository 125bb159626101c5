namespace Hls4Net.Operators;

/// <summary>Products that one 32-bit sum takes: a run of input pairs with one digit of the weights.</summary>
/// <param name="FirstPair">First pair of inputs.</param>
/// <param name="Pairs">Number of pairs.</param>
/// <param name="Start">First weight in the packed weights.</param>
/// <param name="Shift">The sum counts <c>2^Shift</c> times.</param>
internal readonly record struct DenseRun(int FirstPair, int Pairs, int Start, int Shift);

/// <summary>
/// The weights of sums of products laid out for multiply-add-adjacent: for every <see cref="Tile"/> outputs, for every pair of
/// inputs, a pair of 16-bit weights per output. Each run is proved, from the actual weights and input intervals, to end with
/// a sum of 32 bits; intermediate sums may leave them, arithmetic modulo 2^32 brings them back.
/// </summary>
/// <remarks>Weights of too many bits are split into digits, <c>w = high · 2^k + low</c>, each with runs of its own.</remarks>
internal sealed class DenseWeights
{
    /// <summary>Outputs computed together.</summary>
    public const int Tile = 4;

    /// <summary>Every run leaves room for a number of so many bits in its sums.</summary>
    public const int SpareBits = 16;

    private const long Highest = int.MaxValue - (1L << SpareBits);

    private readonly ProductSums _products;
    private readonly long[] _least;
    private readonly long[] _most;
    private int _count;
    private bool _isProved = true;

    private DenseWeights(DenseArithmetic arithmetic, int lowBits)
    {
        _products = arithmetic.Sums;
        (_least, _most) = (new long[_products.NIn], new long[_products.NIn]);
        for (var i = 0; i < _products.NIn; i++)
        {
            (_least[i], _most[i]) = ((long)_products.Inputs[i].Min, (long)_products.Inputs[i].Max);
        }

        LowBits = lowBits;
        Runs = new DenseRun[(_products.NOut + Tile - 1) / Tile][];
        Packed = new int[Runs.Length * Tile * ((_products.NIn + 1) / 2) * (lowBits == 0 ? 1 : 2)];
        var high = Digit(highest: true);
        var low = lowBits == 0 ? null : Digit(highest: false);
        for (var group = 0; group < Runs.Length; group++)
        {
            Runs[group] = [.. PackGroup(group, high, lowBits), .. low is null ? [] : PackGroup(group, low, 0)];
        }
    }

    /// <summary>The weights, two 16-bit integers in each.</summary>
    public int[] Packed { get; }

    /// <summary>The runs of each group of outputs, the highest digit first.</summary>
    public DenseRun[][] Runs { get; }

    /// <summary>Bits of the low digit; zero where weights have one digit only.</summary>
    public int LowBits { get; }

    /// <summary>Whether every group has one run per digit.</summary>
    public bool IsWhole => Array.TrueForAll(Runs, runs => runs.Length == (LowBits == 0 ? 1 : 2));

    /// <summary>Whether the sums of the low digit take another low digit's worth of bias.</summary>
    public bool LowSumsHaveRoom { get; private set; } = true;

    /// <summary>One digit; null where 16 bits do not hold the weights.</summary>
    public static DenseWeights? PackWhole(DenseArithmetic arithmetic) =>
        arithmetic.Sums.WeightRange().SignedBits <= 16 ? Proved(new DenseWeights(arithmetic, 0)) : null;

    /// <summary>The cheaper of one digit, packed already, and two; null where 16-bit digits do not hold the weights.</summary>
    public static DenseWeights? Pack(DenseArithmetic arithmetic, DenseWeights? whole)
    {
        var bits = arithmetic.Sums.WeightRange().SignedBits;
        if (whole is { IsWhole: true } || bits > 31)
        {
            return whole;
        }

        var split = Proved(new DenseWeights(arithmetic, Math.Max(1, bits / 2)));
        return whole is null || (split is not null && split.Cost() < whole.Cost()) ? split : whole;
    }

    private static DenseWeights? Proved(DenseWeights weights) => weights._isProved ? weights : null;

    /// <summary>Vector operations per group of samples: two per pair and output, about eight to widen a run's sum.</summary>
    private long Cost() => Runs.Sum(runs => runs.Sum(run => 2L * run.Pairs)) + (IsWhole ? 0 : Runs.Sum(runs => 8L * runs.Length));

    /// <summary>One digit of every weight, C order. The low digit is signed, so that it stays small.</summary>
    private short[] Digit(bool highest)
    {
        var half = LowBits == 0 ? 0 : 1L << (LowBits - 1);
        var digits = new short[_products.Weights.Length];
        for (var i = 0; i < digits.Length; i++)
        {
            var high = (_products.Weights[i] + half) >> LowBits;
            digits[i] = (short)(highest ? high : _products.Weights[i] - (high << LowBits));
        }

        return digits;
    }

    // Walks every weight of the model up to three times: plain integers, no tuples, no properties.
    private List<DenseRun> PackGroup(int group, short[] digit, int shift)
    {
        var runs = new List<DenseRun>();
        var first = 0;
        var start = _count;
        Span<long> lows = stackalloc long[Tile], highs = stackalloc long[Tile], pairLows = stackalloc long[Tile], pairHighs = stackalloc long[Tile];
        lows.Clear();
        highs.Clear();
        var (nIn, nOut, output) = (_products.NIn, _products.NOut, group * Tile);
        var pairs = (nIn + 1) / 2;
        for (var pair = 0; pair < pairs; pair++)
        {
            var (row, hasOdd) = (2 * pair * nOut, (2 * pair) + 1 < nIn);
            var (evenMin, evenMax) = (_least[2 * pair], _most[2 * pair]);
            var (oddMin, oddMax) = hasOdd ? (_least[(2 * pair) + 1], _most[(2 * pair) + 1]) : (0, 0);
            var fits = true;
            for (var k = 0; k < Tile; k++)
            {
                var isOutput = output + k < nOut;
                long even = isOutput ? digit[row + output + k] : 0;
                long odd = isOutput && hasOdd ? digit[row + nOut + output + k] : 0;
                Packed[_count++] = (ushort)even | ((int)odd << 16);
                pairLows[k] = Math.Min(even * evenMin, even * evenMax) + Math.Min(odd * oddMin, odd * oddMax);
                pairHighs[k] = Math.Max(even * evenMin, even * evenMax) + Math.Max(odd * oddMin, odd * oddMax);
                fits &= lows[k] + pairLows[k] >= int.MinValue && highs[k] + pairHighs[k] <= Highest;
            }

            if (!fits && pair > first)
            {
                runs.Add(new DenseRun(first, pair - first, start, shift));
                (first, start) = (pair, start + ((pair - first) * Tile));
                lows.Clear();
                highs.Clear();
            }

            for (var k = 0; k < Tile; k++)
            {
                lows[k] += pairLows[k];
                highs[k] += pairHighs[k];

                // Only two products near −2^15 · −2^15 leave 32 bits on their own.
                _isProved &= highs[k] <= Highest;
            }
        }

        for (var k = 0; k < Tile && shift == 0; k++)
        {
            LowSumsHaveRoom &= highs[k] <= int.MaxValue - (1L << LowBits);
        }

        runs.Add(new DenseRun(first, pairs - first, start, shift));
        return runs;
    }
}
