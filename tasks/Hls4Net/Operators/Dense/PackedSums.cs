using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Packed weights and what becomes of their sums.</summary>
internal sealed record PackedSums(DenseWeights Weights, IDenseSums Sums)
{
    /// <summary>The cheapest that gives the bits of the sums; null where 16-bit digits do not hold the weights.</summary>
    /// <param name="arithmetic">The sums.</param>
    /// <param name="plan">Lanes of the layer they belong to.</param>
    /// <param name="spills">Whether the kernel can relieve its sums between runs.</param>
    public static PackedSums? Create(DenseArithmetic arithmetic, LanePlan plan, bool spills = true)
    {
        var whole = DenseWeights.PackWhole(arithmetic);
        if (whole is { IsWhole: true } && plan.ComputeLane(arithmetic.FinishLane()) <= Lane.Int32)
        {
            return new(whole, new NarrowDenseSums(arithmetic));
        }

        if (spills && whole is not null && plan.ComputeLane() <= Lane.Int32 && SpilledDenseSums.Create(arithmetic) is { } spilled)
        {
            return new(whole, spilled);
        }

        return DenseWeights.Pack(arithmetic, whole) is not { } weights ? null
            : new(weights, plan.ComputeLane() <= Lane.Int32 && CarryDenseSums.Create(arithmetic, weights) is { } carry ? carry : new WideDenseSums(arithmetic));
    }
}
