using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>AVX-512BW.</summary>
internal readonly unsafe struct PairVector512 : IPairVector<Vector512<int>>
{
    // Entry 32 + i of the permutation is element i of the second row.
    private static readonly Vector512<short> s_lower = Vector512.Create(
        0, 32, 1, 33, 2, 34, 3, 35, 4, 36, 5, 37, 6, 38, 7, 39, 8, 40, 9, 41, 10, 42, 11, 43, 12, 44, 13, 45, 14, 46, 15, 47);

    private static readonly Vector512<short> s_upper = s_lower + Vector512.Create((short)16);

    public static int Count => 16;

    public static void Interleave(short* even, short* odd, int* pairs)
    {
        var (e, o) = (Vector512.Load(even), Vector512.Load(odd));
        Avx512BW.PermuteVar32x16x2(e, s_lower, o).AsInt32().Store(pairs);
        Avx512BW.PermuteVar32x16x2(e, s_upper, o).AsInt32().Store(pairs + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(int* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> vector, int* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add(Vector512<int> left, Vector512<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> And(Vector512<int> left, Vector512<int> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ShiftRight(Vector512<int> value, int bits) => value >> bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Broadcast(int pair) => Vector512.Create(pair);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Clamp(Vector512<int> value, Vector512<int> least, Vector512<int> most) => Vector512.Min(Vector512.Max(value, least), most);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreHalves(Vector512<int> first, Vector512<int> second, short* destination)
    {
        Avx512F.ConvertToVector256Int16(first).Store(destination);
        Avx512F.ConvertToVector256Int16(second).Store(destination + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> AddHalves(Vector512<int> left, Vector512<int> right) => (left.AsInt16() + right.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ShiftRightHalves(Vector512<int> value, int bits) => (value.AsInt16() >> bits).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ClampHalves(Vector512<int> value, Vector512<int> least, Vector512<int> most) =>
        Vector512.Min(Vector512.Max(value.AsInt16(), least.AsInt16()), most.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyBytesAdd(Vector512<int> sums, Vector512<int> pairs, Vector512<int> weights) =>
        (sums.AsInt16() + Avx512BW.MultiplyAddAdjacent(pairs.AsByte(), weights.AsSByte())).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAdd(Vector512<int> sum, Vector512<int> pairs, Vector512<int> weights) =>
        sum + Avx512BW.MultiplyAddAdjacent(pairs.AsInt16(), weights.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyHighAdd(Vector512<int> sums, Vector512<int> values, Vector512<int> weights) =>
        (sums.AsInt16() + Avx512BW.MultiplyHigh(values.AsInt16(), weights.AsInt16())).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyLowAdd(Vector512<int> sums, Vector512<int> values, Vector512<int> weights) =>
        (sums.AsInt16() + (values.AsInt16() * weights.AsInt16())).AsInt32();
}

/// <summary>AVX2.</summary>
internal readonly unsafe struct PairVector256 : IPairVector<Vector256<int>>
{
    public static int Count => 8;

    public static void Interleave(short* even, short* odd, int* pairs)
    {
        for (var i = 0; i < LaneKernel.BlockSize; i += 16)
        {
            // Unpacking works within halves; the permutation brings the halves back into order.
            var (e, o) = (Vector256.Load(even + i), Vector256.Load(odd + i));
            var (low, high) = (Avx2.UnpackLow(e, o).AsInt32(), Avx2.UnpackHigh(e, o).AsInt32());
            Avx2.Permute2x128(low, high, 0x20).Store(pairs + i);
            Avx2.Permute2x128(low, high, 0x31).Store(pairs + i + 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(int* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> vector, int* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> left, Vector256<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> And(Vector256<int> left, Vector256<int> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ShiftRight(Vector256<int> value, int bits) => value >> bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Broadcast(int pair) => Vector256.Create(pair);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Clamp(Vector256<int> value, Vector256<int> least, Vector256<int> most) => Vector256.Min(Vector256.Max(value, least), most);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreHalves(Vector256<int> first, Vector256<int> second, short* destination)
    {
        Avx2.Permute4x64(Avx2.PackSignedSaturate(first, second).AsInt64(), 0b11_01_10_00).AsInt16().Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AddHalves(Vector256<int> left, Vector256<int> right) => (left.AsInt16() + right.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ShiftRightHalves(Vector256<int> value, int bits) => (value.AsInt16() >> bits).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ClampHalves(Vector256<int> value, Vector256<int> least, Vector256<int> most) =>
        Vector256.Min(Vector256.Max(value.AsInt16(), least.AsInt16()), most.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyBytesAdd(Vector256<int> sums, Vector256<int> pairs, Vector256<int> weights) =>
        (sums.AsInt16() + Avx2.MultiplyAddAdjacent(pairs.AsByte(), weights.AsSByte())).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sum, Vector256<int> pairs, Vector256<int> weights) =>
        sum + Avx2.MultiplyAddAdjacent(pairs.AsInt16(), weights.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyHighAdd(Vector256<int> sums, Vector256<int> values, Vector256<int> weights) =>
        (sums.AsInt16() + Avx2.MultiplyHigh(values.AsInt16(), weights.AsInt16())).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyLowAdd(Vector256<int> sums, Vector256<int> values, Vector256<int> weights) =>
        (sums.AsInt16() + (values.AsInt16() * weights.AsInt16())).AsInt32();
}

/// <summary>SSE2.</summary>
internal readonly unsafe struct PairVector128 : IPairVector<Vector128<int>>
{
    public static int Count => 4;

    public static void Interleave(short* even, short* odd, int* pairs)
    {
        for (var i = 0; i < LaneKernel.BlockSize; i += 8)
        {
            var (e, o) = (Vector128.Load(even + i), Vector128.Load(odd + i));
            Sse2.UnpackLow(e, o).AsInt32().Store(pairs + i);
            Sse2.UnpackHigh(e, o).AsInt32().Store(pairs + i + 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(int* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> vector, int* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> left, Vector128<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> And(Vector128<int> left, Vector128<int> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ShiftRight(Vector128<int> value, int bits) => value >> bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Broadcast(int pair) => Vector128.Create(pair);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Clamp(Vector128<int> value, Vector128<int> least, Vector128<int> most) => Vector128.Min(Vector128.Max(value, least), most);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreHalves(Vector128<int> first, Vector128<int> second, short* destination)
    {
        Sse2.PackSignedSaturate(first, second).Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> AddHalves(Vector128<int> left, Vector128<int> right) => (left.AsInt16() + right.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ShiftRightHalves(Vector128<int> value, int bits) => (value.AsInt16() >> bits).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ClampHalves(Vector128<int> value, Vector128<int> least, Vector128<int> most) =>
        Vector128.Min(Vector128.Max(value.AsInt16(), least.AsInt16()), most.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyBytesAdd(Vector128<int> sums, Vector128<int> pairs, Vector128<int> weights) =>
        Ssse3.IsSupported
        ? (sums.AsInt16() + Ssse3.MultiplyAddAdjacent(pairs.AsByte(), weights.AsSByte())).AsInt32()
        : PortablePairVector.MultiplyBytesAdd(sums, pairs, weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAdd(Vector128<int> sum, Vector128<int> pairs, Vector128<int> weights) =>
        sum + Sse2.MultiplyAddAdjacent(pairs.AsInt16(), weights.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyHighAdd(Vector128<int> sums, Vector128<int> values, Vector128<int> weights) =>
        (sums.AsInt16() + Sse2.MultiplyHigh(values.AsInt16(), weights.AsInt16())).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyLowAdd(Vector128<int> sums, Vector128<int> values, Vector128<int> weights) =>
        (sums.AsInt16() + (values.AsInt16() * weights.AsInt16())).AsInt32();
}

/// <summary>Any processor.</summary>
internal readonly unsafe struct PortablePairVector : IPairVector<Vector128<int>>
{
    public static int Count => 4;

    public static void Interleave(short* even, short* odd, int* pairs)
    {
        for (var i = 0; i < LaneKernel.BlockSize; i++)
        {
            pairs[i] = (ushort)even[i] | (odd[i] << 16);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(int* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> vector, int* destination) => vector.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> left, Vector128<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> And(Vector128<int> left, Vector128<int> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ShiftRight(Vector128<int> value, int bits) => value >> bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Broadcast(int pair) => Vector128.Create(pair);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Clamp(Vector128<int> value, Vector128<int> least, Vector128<int> most) => Vector128.Min(Vector128.Max(value, least), most);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreHalves(Vector128<int> first, Vector128<int> second, short* destination)
    {
        Vector128.Narrow(first, second).Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> AddHalves(Vector128<int> left, Vector128<int> right) => (left.AsInt16() + right.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ShiftRightHalves(Vector128<int> value, int bits) => (value.AsInt16() >> bits).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ClampHalves(Vector128<int> value, Vector128<int> least, Vector128<int> most) =>
        Vector128.Min(Vector128.Max(value.AsInt16(), least.AsInt16()), most.AsInt16()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyBytesAdd(Vector128<int> sums, Vector128<int> pairs, Vector128<int> weights) =>
        (sums.AsInt16() + ((pairs.AsInt16() & Vector128.Create<short>(byte.MaxValue)) * ((weights.AsInt16() << 8) >> 8))
            + ((pairs.AsInt16() >>> 8) * (weights.AsInt16() >> 8))).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAdd(Vector128<int> sum, Vector128<int> pairs, Vector128<int> weights) =>
        sum + (Low(pairs) * Low(weights)) + ((pairs >> 16) * (weights >> 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyHighAdd(Vector128<int> sums, Vector128<int> values, Vector128<int> weights)
    {
        var low = (Low(values) * Low(weights)) >>> 16;
        var high = (values >> 16) * (weights >> 16) & Vector128.Create(-0x10000);
        return (sums.AsInt16() + (low | high).AsInt16()).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyLowAdd(Vector128<int> sums, Vector128<int> values, Vector128<int> weights) =>
        (sums.AsInt16() + (values.AsInt16() * weights.AsInt16())).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Low(Vector128<int> pairs) => (pairs << 16) >> 16;
}
