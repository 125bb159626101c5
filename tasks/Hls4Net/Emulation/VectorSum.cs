using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hls4Net.Emulation;

/// <summary>The inner loop of the references: rows of weights times a number.</summary>
internal static class VectorSum
{
    /// <summary><c>sums[j] += value · row[j]</c>; all numbers are finite.</summary>
    // Vectors are not precompiled, and unoptimised they are calls: half of a large model's conversion.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(ReadOnlySpan<double> row, double value, Span<double> sums)
    {
        // Behind a ReLU, half of the inputs.
        if (value == 0)
        {
            return;
        }

        ref var from = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(sums[..row.Length]);
        var j = 0;
        for (; j <= row.Length - Vector<double>.Count; j += Vector<double>.Count)
        {
            (Vector.LoadUnsafe(ref to, (nuint)j) + (Vector.LoadUnsafe(ref from, (nuint)j) * value)).StoreUnsafe(ref to, (nuint)j);
        }

        for (; j < row.Length; j++)
        {
            sums[j] += value * row[j];
        }
    }
}
