namespace Hls4Net.Operators;

/// <summary>Pairs of inputs side by side, and the pairs of weights that belong to them.</summary>
/// <param name="Row">Which row of inputs, of those that a position sees.</param>
/// <param name="Offset">First pair within the row, for the first position.</param>
/// <param name="First">First pair of weights, counted in the inputs of the whole sum.</param>
/// <param name="Pairs">Number of pairs.</param>
/// <param name="Spills">Whether the sums must be relieved afterwards: a run ends here, and more may follow.</param>
internal readonly record struct PairSegment(int Row, int Offset, int First, int Pairs, bool Spills = false)
{
    /// <summary>What each sum of a group of outputs adds up; one sum takes all runs where it spills between them.</summary>
    /// <param name="runs">The runs of the group.</param>
    /// <param name="stretches">The inputs in the order of the weights.</param>
    /// <param name="spills">Whether sums are relieved between runs.</param>
    public static PairSegment[][] Of(DenseRun[] runs, IReadOnlyList<PairSegment> stretches, bool spills)
    {
        var cut = new PairSegment[spills ? 1 : runs.Length][];
        var segments = new List<PairSegment>();
        for (var r = 0; r < runs.Length; r++)
        {
            Cut(runs[r], stretches, segments);
            if (!spills)
            {
                cut[r] = segments.ToArray();
                segments.Clear();
            }
            else
            {
                segments[^1] = segments[^1] with { Spills = true };
            }
        }

        if (spills)
        {
            cut[0] = segments.ToArray();
        }

        return cut;
    }

    private static void Cut(DenseRun run, IReadOnlyList<PairSegment> stretches, List<PairSegment> segments)
    {
        for (var i = 0; i < stretches.Count; i++)
        {
            var stretch = stretches[i];
            var first = Math.Max(stretch.First, run.FirstPair);
            var end = Math.Min(stretch.First + stretch.Pairs, run.FirstPair + run.Pairs);
            if (first < end)
            {
                segments.Add(new PairSegment(stretch.Row, stretch.Offset + first - stretch.First, first, end - first));
            }
        }
    }
}
