namespace Hls4Net.Compiler.Report.Page;

/// <summary>How the values of a weight are spread.</summary>
/// <param name="Least">Its least value as trained.</param>
/// <param name="Most">Its largest value as trained.</param>
/// <param name="Bins">How many values lie in each of equal parts between the two.</param>
/// <param name="LargestError">By how much the type moves a value at most.</param>
internal sealed record WeightHistogram(double Least, double Most, int[] Bins, double LargestError)
{
    private const int Count = 24;

    /// <summary>Of one weight.</summary>
    public static WeightHistogram Of(WeightTensor weight)
    {
        var (least, most, error) = (double.PositiveInfinity, double.NegativeInfinity, 0.0);
        for (var i = 0; i < weight.Values.Count; i++)
        {
            var value = weight.Values[i];
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
            error = Math.Max(error, Math.Abs(value - (weight.Raw[i] * weight.Type.Step)));
        }

        var bins = new int[Count];
        foreach (var value in weight.Values)
        {
            bins[most > least ? Math.Clamp((int)((value - least) / (most - least) * Count), 0, Count - 1) : 0]++;
        }

        return new WeightHistogram(least, most, bins, error);
    }
}
