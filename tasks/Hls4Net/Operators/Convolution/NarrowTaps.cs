using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// The weights of a depthwise convolution whose products fit 16 bits. Sums are taken modulo 2^16: exact where the whole sum fits, and
/// else in runs of taps that do, proved from the weights and the inputs' intervals; a 32-bit sum takes the runs.
/// </summary>
internal sealed class NarrowTaps
{
    private static readonly ValueRange s_halfword = new(short.MinValue, short.MaxValue);

    private NarrowTaps(DenseArithmetic[] channels, bool[] isNarrow)
    {
        var first = channels[0];
        Narrow = new(FinishedOf(channels, isNarrow, true), first.Accumulator.Fraction, first.Result);
        Wide = new(FinishedOf(channels, isNarrow, false), first.Accumulator.Fraction, first.Result);
        Bias = [.. channels.SelectMany(channel => channel.Bias).Select(bias => (int)bias)];
        Weights = [.. channels.SelectMany(channel => Enumerable.Range(0, channel.Sums.NOut), (channel, output) => WeightsOf(channel.Sums, output))
            .SelectMany(weights => weights.Select(ByteWeights.Twice))];
        Ends = [.. channels.SelectMany((channel, c) => Enumerable.Range(0, channel.Sums.NOut).Select(output => isNarrow[c] ? null : EndsOf(channel.Sums, output)))];
    }

    /// <summary>Per output, channel after channel, a weight for every tap: twice in an integer.</summary>
    public int[] Weights { get; }

    /// <summary>Per output, its offset in units of the accumulator.</summary>
    public int[] Bias { get; }

    /// <summary>Per output, the ends of the runs of taps that fit 16 bits each; null where the whole sum does.</summary>
    public int[]?[] Ends { get; }

    /// <summary>Converts sums of 16 bits.</summary>
    public VectorQuantizer<short> Narrow { get; }

    /// <summary>Converts sums of 32 bits.</summary>
    public VectorQuantizer<int> Wide { get; }

    /// <summary>Null where inputs or weights are not small enough.</summary>
    /// <param name="channels">The sums of each channel.</param>
    /// <param name="plan">Lanes of the layer.</param>
    public static NarrowTaps? Create(DenseArithmetic[] channels, LanePlan plan)
    {
        if (plan.ComputeLane() > Lane.Int32 || !Array.TrueForAll(channels, IsNarrow))
        {
            return null;
        }

        var first = channels[0];
        var isNarrow = Array.ConvertAll(channels, channel => plan.ComputeLane(channel.FinishLane()) == Lane.Int16);
        if (VectorQuantizer.LaneOf(FinishedOf(channels, isNarrow, true), first.Accumulator.Fraction, first.Result) != Lane.Int16)
        {
            Array.Clear(isNarrow);
        }

        return VectorQuantizer.LaneOf(FinishedOf(channels, isNarrow, false), first.Accumulator.Fraction, first.Result) <= Lane.Int32
            ? new NarrowTaps(channels, isNarrow) : null;
    }

    private static bool IsNarrow(DenseArithmetic channel) =>
        channel is { Holds: true, Appended: 0 } && channel.FinishLane() <= Lane.Int32 && s_halfword.Contains(channel.Sums.WeightRange())
        && Enumerable.Range(0, channel.Sums.NOut * channel.Sums.NIn).All(k => s_halfword.Contains(ProductOf(channel.Sums, k / channel.Sums.NOut, k % channel.Sums.NOut)));

    private static ValueRange FinishedOf(DenseArithmetic[] channels, bool[] isNarrow, bool narrow) => channels
        .Where((_, c) => isNarrow[c] == narrow).Aggregate(ValueRange.Zero, (range, channel) => range.Hull(channel.Finished));

    private static IEnumerable<int> WeightsOf(ProductSums sums, int output) => Enumerable.Range(0, sums.NIn).Select(tap => (int)sums.Weights[(tap * sums.NOut) + output]);

    /// <summary>What a tap can contribute; nothing where it is beyond the image.</summary>
    private static ValueRange ProductOf(ProductSums sums, int tap, int output) =>
        (sums.Inputs[tap] * ValueRange.Of(sums.Weights[(tap * sums.NOut) + output])).Hull(ValueRange.Zero);

    private static int[] EndsOf(ProductSums sums, int output)
    {
        var ends = new List<int>();
        var run = ValueRange.Zero;
        for (var tap = 0; tap < sums.NIn; tap++)
        {
            var product = ProductOf(sums, tap, output);
            if (!s_halfword.Contains(run + product))
            {
                ends.Add(tap);
                run = ValueRange.Zero;
            }

            run += product;
        }

        return [.. ends, sums.NIn];
    }
}
