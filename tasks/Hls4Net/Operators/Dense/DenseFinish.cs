using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>What follows the products where the accumulator is exact: bias, wrap where the accumulator is narrow, result.</summary>
/// <typeparam name="T">The lane.</typeparam>
internal readonly struct DenseFinish<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly T[] _bias;
    private readonly int _append;
    private readonly bool _wraps;
    private readonly VectorQuantizer<T> _accumulator;
    private readonly VectorQuantizer<T> _result;

    // Optimised at once, so that nothing is compiled but the constructor itself: it runs a few times only.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public DenseFinish(DenseArithmetic arithmetic)
    {
        _bias = new T[arithmetic.Bias.Count];
        for (var j = 0; j < _bias.Length; j++)
        {
            _bias[j] = T.CreateChecked((long)arithmetic.Bias[j]);
        }

        _append = Math.Max(0, arithmetic.Appended);
        _wraps = !arithmetic.Holds;
        var fraction = arithmetic.Accumulator.Fraction;
        _accumulator = new(arithmetic.Sum, fraction, arithmetic.Accumulator);
        _result = new(arithmetic.Finished, fraction, arithmetic.Result);
    }

    /// <summary>Whether the result is bias, shift and limits: then <see cref="ApplyShift"/> gives it faster.</summary>
    public bool IsShift => !_wraps && _append == 0 && _result.IsShift;

    /// <summary>Bits that <see cref="ApplyShift"/> drops.</summary>
    public int Dropped => _result.Dropped;

    /// <summary>No result is less.</summary>
    public T Least => _result.Least[0];

    /// <summary>No result is more.</summary>
    public T Most => _result.Most[0];

    /// <summary>Bias and rounding of output <paramref name="j"/>, to be added to its sum before <see cref="ApplyShift"/>.</summary>
    public T Offset(int j) => unchecked(_bias[j] + _result.Added);

    /// <summary>The result from a sum of products to which <see cref="Offset"/> was added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> ApplyShift(Vector512<T> sum) => _result.ApplyAdded(sum);

    /// <summary>The result of output <paramref name="j"/> from its sum of products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Apply(Vector512<T> products, int j)
    {
        var sum = (products << _append) + Vector512.Create(_bias[j]);
        return _result.Apply(_wraps ? _accumulator.Apply(sum) : sum);
    }
}
