using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// The weights of sums whose accumulator truncates every product but needs no more than 16 bits. Scaled by
/// <c>2^(16−d)</c>, d the bits dropped, the truncated product is the high half of a 16-bit multiplication:
/// <c>⌊x·w / 2^d⌋ = x·high + ⌊x·low / 2^16⌋</c> with <c>w·2^(16−d) = high·2^16 + low</c>; most weights have no high part.
/// </summary>
internal sealed class HalfwordWeights
{
    /// <summary>Outputs computed together.</summary>
    public const int Tile = 8;

    private HalfwordWeights(ProductSums sums, int scale)
    {
        var (nIn, nOut) = (sums.NIn, sums.NOut);
        var groups = (nOut + Tile - 1) / Tile;
        Low = new int[groups * nIn * Tile];
        HighInputs = new int[groups][];
        var high = new List<int>();
        HighStarts = new int[groups];
        for (var group = 0; group < groups; group++)
        {
            HighStarts[group] = high.Count;
            var inputs = new List<int>();
            for (var i = 0; i < nIn; i++)
            {
                var tile = new int[Tile];
                for (var k = 0; k < Math.Min(Tile, nOut - (group * Tile)); k++)
                {
                    var scaled = sums.Weights[(i * nOut) + (group * Tile) + k] << scale;
                    var low = (short)scaled;
                    Low[(((group * nIn) + i) * Tile) + k] = Both(low);
                    tile[k] = Both((short)((scaled - low) >> 16));
                }

                if (Array.Exists(tile, weight => weight != 0))
                {
                    inputs.Add(i);
                    high.AddRange(tile);
                }
            }

            HighInputs[group] = [.. inputs];
        }

        High = [.. high];
    }

    /// <summary>Low parts, twice in each integer: for every group, for every input, one per output.</summary>
    public int[] Low { get; }

    /// <summary>High parts likewise, of the inputs in <see cref="HighInputs"/> only.</summary>
    public int[] High { get; }

    /// <summary>Per group, the first of its high parts.</summary>
    public int[] HighStarts { get; }

    /// <summary>Per group, the inputs of which some output has a high part.</summary>
    public int[][] HighInputs { get; }

    /// <summary>Null where the types of the layer do not allow it.</summary>
    public static HalfwordWeights? Pack(DenseArithmetic arithmetic, LanePlan plan)
    {
        var accumulator = arithmetic.Accumulator;
        var dropped = -arithmetic.Appended;
        var allowed = dropped is > 0 and <= 16 && accumulator.Rounding == Rounding.Truncate
            && (arithmetic.Holds || (arithmetic.Modular && accumulator.Width <= 16))
            && LanePlan.LaneOf(arithmetic.Finished) == Lane.Int16
            && plan.ComputeLane(VectorQuantizer.LaneOf(arithmetic.Finished, accumulator.Fraction, arithmetic.Result)) == Lane.Int16;
        var weights = arithmetic.Sums.WeightRange();
        return allowed && (weights << (16 - dropped)).SignedBits <= 31 ? new HalfwordWeights(arithmetic.Sums, 16 - dropped) : null;
    }

    private static int Both(short weight) => (ushort)weight * 0x10001;
}
