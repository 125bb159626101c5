using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hls4Net.Emulation;

/// <summary>The inner loops of the references: products with weights. Every sum takes its summands in their order, whatever the vectors are.</summary>
// Vectors are not precompiled, and unoptimised they are calls: half of a large model's conversion.
internal static class VectorSum
{
    private const int RowsAtOnce = 4;

    /// <summary>A vector times a matrix: <c>sums[j] += values[0] · matrix[j] + values[1] · matrix[stride + j] + …</c></summary>
    /// <param name="values">The vector; finite, as is the matrix.</param>
    /// <param name="matrix">The matrix from its first element on, row after row.</param>
    /// <param name="stride">From one row of the matrix to the next.</param>
    /// <param name="sums">One per column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProduct(ReadOnlySpan<double> values, ReadOnlySpan<double> matrix, int stride, Span<double> sums)
    {
        Span<int> rows = stackalloc int[RowsAtOnce];
        var waiting = 0;
        for (var i = 0; i < values.Length; i++)
        {
            // Behind a ReLU, half of the inputs are zero.
            if (values[i] == 0)
            {
                continue;
            }

            rows[waiting++] = i;
            if (waiting == RowsAtOnce)
            {
                AddRows(rows, values, matrix, stride, sums);
                waiting = 0;
            }
        }

        foreach (var i in rows[..waiting])
        {
            AddRow(values[i], matrix.Slice(i * stride, sums.Length), sums);
        }
    }

    /// <summary>Element by element: <c>sums[j] += left[j] · right[j]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProducts(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> sums)
    {
        ref var a = ref MemoryMarshal.GetReference(left[..sums.Length]);
        ref var b = ref MemoryMarshal.GetReference(right[..sums.Length]);
        ref var to = ref MemoryMarshal.GetReference(sums);
        var j = 0;
        for (; j <= sums.Length - Vector<double>.Count; j += Vector<double>.Count)
        {
            (Vector.LoadUnsafe(ref to, (nuint)j) + (Vector.LoadUnsafe(ref a, (nuint)j) * Vector.LoadUnsafe(ref b, (nuint)j))).StoreUnsafe(ref to, (nuint)j);
        }

        for (; j < sums.Length; j++)
        {
            sums[j] += left[j] * right[j];
        }
    }

    /// <summary>Four rows, so that a sum is loaded and stored once for four products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows(ReadOnlySpan<int> rows, ReadOnlySpan<double> values, ReadOnlySpan<double> matrix, int stride, Span<double> sums)
    {
        var r0 = matrix.Slice(rows[0] * stride, sums.Length);
        var r1 = matrix.Slice(rows[1] * stride, sums.Length);
        var r2 = matrix.Slice(rows[2] * stride, sums.Length);
        var r3 = matrix.Slice(rows[3] * stride, sums.Length);
        var (v0, v1, v2, v3) = (values[rows[0]], values[rows[1]], values[rows[2]], values[rows[3]]);
        ref var from0 = ref MemoryMarshal.GetReference(r0);
        ref var from1 = ref MemoryMarshal.GetReference(r1);
        ref var from2 = ref MemoryMarshal.GetReference(r2);
        ref var from3 = ref MemoryMarshal.GetReference(r3);
        ref var to = ref MemoryMarshal.GetReference(sums);
        var j = 0;
        for (; j <= sums.Length - Vector<double>.Count; j += Vector<double>.Count)
        {
            var sum = Vector.LoadUnsafe(ref to, (nuint)j);
            sum += Vector.LoadUnsafe(ref from0, (nuint)j) * v0;
            sum += Vector.LoadUnsafe(ref from1, (nuint)j) * v1;
            sum += Vector.LoadUnsafe(ref from2, (nuint)j) * v2;
            sum += Vector.LoadUnsafe(ref from3, (nuint)j) * v3;
            sum.StoreUnsafe(ref to, (nuint)j);
        }

        for (; j < sums.Length; j++)
        {
            sums[j] = sums[j] + (v0 * r0[j]) + (v1 * r1[j]) + (v2 * r2[j]) + (v3 * r3[j]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(double value, ReadOnlySpan<double> row, Span<double> sums)
    {
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(sums);
        var j = 0;
        for (; j <= sums.Length - Vector<double>.Count; j += Vector<double>.Count)
        {
            (Vector.LoadUnsafe(ref to, (nuint)j) + (Vector.LoadUnsafe(ref from, (nuint)j) * value)).StoreUnsafe(ref to, (nuint)j);
        }

        for (; j < row.Length; j++)
        {
            sums[j] += value * row[j];
        }
    }
}
