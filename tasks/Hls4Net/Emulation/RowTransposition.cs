using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hls4Net.Emulation;

/// <summary>Turns samples, each a row of elements, into rows of samples, one per element, and back.</summary>
internal static unsafe class RowTransposition
{
    private const int Square = 8;

    /// <summary>Transposes all samples of a block.</summary>
    /// <param name="samples">Samples, each <paramref name="stride"/> shorts.</param>
    /// <param name="stride">Distance of samples; a multiple of eight, at least <paramref name="count"/>.</param>
    /// <param name="rows">The rows of the elements.</param>
    /// <param name="count">Number of elements.</param>
    public static void Run(short* samples, int stride, short* rows, int count)
    {
        for (var element = 0; element < count; element += Square)
        {
            for (var sample = 0; sample < LaneKernel.BlockSize; sample += Square)
            {
                var from = samples + (sample * stride) + element;
                var to = rows + (element * LaneKernel.BlockSize) + sample;
                if (count - element >= Square)
                {
                    Transpose(from, stride, to, Square);
                }
                else
                {
                    Transpose(from, stride, to, count - element);
                }
            }
        }
    }

    /// <summary>Turns four samples of four rows into rows of elements.</summary>
    /// <param name="rows">The first of the samples in the first of the rows, which are those of a block.</param>
    /// <param name="samples">The first of the elements in the first of the samples.</param>
    /// <param name="stride">Distance of samples.</param>
    public static void Run(float* rows, float* samples, int stride)
    {
        var (a, b) = (Vector128.Load(rows), Vector128.Load(rows + LaneKernel.BlockSize));
        var (c, d) = (Vector128.Load(rows + (2 * LaneKernel.BlockSize)), Vector128.Load(rows + (3 * LaneKernel.BlockSize)));
        var (ac0, ac1, bd0, bd1) = (Low(a, c), High(a, c), Low(b, d), High(b, d));
        Low(ac0, bd0).Store(samples);
        High(ac0, bd0).Store(samples + stride);
        Low(ac1, bd1).Store(samples + (2 * stride));
        High(ac1, bd1).Store(samples + (3 * stride));
    }

    /// <summary>Eight by eight: each of three rounds interleaves rows that are half as far apart.</summary>
    // Inlined, so that a full square asks nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(short* from, int stride, short* to, int count)
    {
        var a = Vector128.Load(from);
        var b = Vector128.Load(from + stride);
        var c = Vector128.Load(from + (2 * stride));
        var d = Vector128.Load(from + (3 * stride));
        var e = Vector128.Load(from + (4 * stride));
        var f = Vector128.Load(from + (5 * stride));
        var g = Vector128.Load(from + (6 * stride));
        var h = Vector128.Load(from + (7 * stride));
        (a, e, b, f) = (Low(a, e), High(a, e), Low(b, f), High(b, f));
        (c, g, d, h) = (Low(c, g), High(c, g), Low(d, h), High(d, h));
        var (ac0, ac1, bd0, bd1) = (Low(a, c), High(a, c), Low(b, d), High(b, d));
        var (eg0, eg1, fh0, fh1) = (Low(e, g), High(e, g), Low(f, h), High(f, h));
        Store(Low(ac0, bd0), to, 0, count);
        Store(High(ac0, bd0), to, 1, count);
        Store(Low(ac1, bd1), to, 2, count);
        Store(High(ac1, bd1), to, 3, count);
        Store(Low(eg0, fh0), to, 4, count);
        Store(High(eg0, fh0), to, 5, count);
        Store(Low(eg1, fh1), to, 6, count);
        Store(High(eg1, fh1), to, 7, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<short> row, short* to, int index, int count)
    {
        if (index < count)
        {
            row.Store(to + (index * LaneKernel.BlockSize));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Low(Vector128<short> a, Vector128<short> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : (Vector128.WidenLower(a.AsUInt16()) | (Vector128.WidenLower(b.AsUInt16()) << 16)).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> High(Vector128<short> a, Vector128<short> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : (Vector128.WidenUpper(a.AsUInt16()) | (Vector128.WidenUpper(b.AsUInt16()) << 16)).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a[0], b[0], a[1], b[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a[2], b[2], a[3], b[3]);
}
