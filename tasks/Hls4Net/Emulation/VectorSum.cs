using System.Numerics;

namespace Hls4Net.Emulation;

/// <summary>The inner loop of the references: rows of weights times a number.</summary>
internal static class VectorSum
{
    /// <summary><c>sums[j] += value · row[j]</c>.</summary>
    public static void AddScaled(ReadOnlySpan<double> row, double value, Span<double> sums)
    {
        var j = 0;
        for (; j <= row.Length - Vector<double>.Count; j += Vector<double>.Count)
        {
            var part = sums.Slice(j, Vector<double>.Count);
            (new Vector<double>(part) + (new Vector<double>(row.Slice(j, Vector<double>.Count)) * value)).CopyTo(part);
        }

        for (; j < row.Length; j++)
        {
            sums[j] += value * row[j];
        }
    }
}
