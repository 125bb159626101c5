using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hls4Net.Emulation;

/// <summary>
/// The raw integers of one tensor for one block of samples. Element by element, each a row of
/// <see cref="LaneKernel.BlockSize"/> samples side by side; rows are aligned to 64 bytes.
/// </summary>
/// <remarks>
/// Kernels compute in vectors of <c>T</c> (<see cref="short"/>, <see cref="int"/> or <see cref="long"/>), at least as wide as the
/// stored lane. A row is <see cref="Parts{T}"/> such vectors.
/// </remarks>
public readonly unsafe struct LaneTensor
{
    private readonly byte* _start;

    internal LaneTensor(byte* start, Lane lane, int count)
    {
        _start = start;
        Lane = lane;
        Count = count;
    }

    /// <summary>The stored integer.</summary>
    public Lane Lane { get; }

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>Vectors of <typeparamref name="T"/> in a row.</summary>
    public static int Parts<T>()
        where T : struct => LaneKernel.BlockSize / Vector512<T>.Count;

    /// <summary>The row of an element; <typeparamref name="T"/> must be the stored integer.</summary>
    public Span<T> Row<T>(int element)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sizeof(T), 2 << (int)Lane);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)element, (uint)Count);
        return new(Pointer<T>(element), LaneKernel.BlockSize);
    }

    /// <summary>Reads one vector of a row, widened from the stored lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Load<T>(int element, int part)
        where T : unmanaged, IBinaryInteger<T>
    {
        var offset = (nint)(((long)element * LaneKernel.BlockSize) + (part * Vector512<T>.Count));
        if (typeof(T) == typeof(short))
        {
            return Vector512.Load((short*)_start + offset).As<short, T>();
        }

        if (typeof(T) == typeof(int))
        {
            return (Lane == Lane.Int32 ? Vector512.Load((int*)_start + offset) : Widen(Vector256.Load((short*)_start + offset))).As<int, T>();
        }

        return Lane switch
        {
            Lane.Int64 => Vector512.Load((long*)_start + offset).As<long, T>(),
            Lane.Int32 => Widen(Vector256.Load((int*)_start + offset)).As<long, T>(),
            _ => Widen(Widen(Vector128.Load((short*)_start + offset))).As<long, T>(),
        };
    }

    /// <summary>Writes one vector of a row, narrowed to the stored lane; the values are proven to fit it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<T>(int element, int part, Vector512<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        var offset = (nint)(((long)element * LaneKernel.BlockSize) + (part * Vector512<T>.Count));
        if (typeof(T) == typeof(short))
        {
            values.AsInt16().Store((short*)_start + offset);
        }
        else if (typeof(T) == typeof(int))
        {
            if (Lane == Lane.Int32)
            {
                values.AsInt32().Store((int*)_start + offset);
            }
            else
            {
                Narrow(values.AsInt32()).Store((short*)_start + offset);
            }
        }
        else if (Lane == Lane.Int64)
        {
            values.AsInt64().Store((long*)_start + offset);
        }
        else if (Lane == Lane.Int32)
        {
            Narrow(values.AsInt64()).Store((int*)_start + offset);
        }
        else
        {
            var narrow = Narrow(values.AsInt64());
            Vector128.Narrow(narrow.GetLower(), narrow.GetUpper()).Store((short*)_start + offset);
        }
    }

    /// <summary>Writes a whole row of 32-bit values, narrowed to the stored lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void StoreRow(int element, Vector512<int> lower, Vector512<int> upper)
    {
        if (Lane == Lane.Int16)
        {
            Vector512.Create(Narrow(lower), Narrow(upper)).Store(Pointer<short>(element));
        }
        else
        {
            lower.Store(Pointer<int>(element));
            upper.Store(Pointer<int>(element) + Vector512<int>.Count);
        }
    }

    internal T* Pointer<T>(int element)
        where T : unmanaged => (T*)_start + ((long)element * LaneKernel.BlockSize);

    /// <summary>One element of one sample, whatever the lane.</summary>
    internal long Get(int element, int sample) => Lane switch
    {
        Lane.Int16 => Pointer<short>(element)[sample],
        Lane.Int32 => Pointer<int>(element)[sample],
        _ => Pointer<long>(element)[sample],
    };

    /// <summary>Writes one element of one sample; the value fits the lane.</summary>
    internal void Set(int element, int sample, long value)
    {
        switch (Lane)
        {
            case Lane.Int16:
                Pointer<short>(element)[sample] = (short)value;
                break;
            case Lane.Int32:
                Pointer<int>(element)[sample] = (int)value;
                break;
            default:
                Pointer<long>(element)[sample] = value;
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Widen(Vector256<short> values) => Avx512BW.IsSupported
        ? Avx512BW.ConvertToVector512Int32(values)
        : Vector512.Create(Vector256.WidenLower(values), Vector256.WidenUpper(values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Widen(Vector256<int> values) => Avx512F.IsSupported
        ? Avx512F.ConvertToVector512Int64(values)
        : Vector512.Create(Vector256.WidenLower(values), Vector256.WidenUpper(values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Widen(Vector128<short> values) => Avx2.IsSupported
        ? Avx2.ConvertToVector256Int32(values)
        : Vector256.Create(Vector128.WidenLower(values), Vector128.WidenUpper(values));

    /// <summary>The low halves of every integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<short> Narrow(Vector512<int> values) => Avx512BW.IsSupported
        ? Avx512F.ConvertToVector256Int16(values)
        : Vector256.Narrow(values.GetLower(), values.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Narrow(Vector512<long> values) => Avx512F.IsSupported
        ? Avx512F.ConvertToVector256Int32(values)
        : Vector256.Narrow(values.GetLower(), values.GetUpper());
}
