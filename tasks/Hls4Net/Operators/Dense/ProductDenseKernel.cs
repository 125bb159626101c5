using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// Sums with an exact accumulator and inputs or weights beyond 16 bits: products and sums in one lane, which
/// holds the finished sum; on the way there it may wrap.
/// </summary>
internal sealed class ProductDenseKernel<T> : SumsKernel
    where T : unmanaged, IBinaryInteger<T>
{
    private const int Tile = 4;

    private readonly T[] _weights;
    private readonly DenseFinish<T> _finish;
    private readonly bool _isNarrow;
    private readonly int _inputs;
    private readonly int _outputs;

    public ProductDenseKernel(DenseArithmetic arithmetic)
    {
        var products = arithmetic.Sums;
        _finish = new(arithmetic);
        (_inputs, _outputs) = (products.NIn, products.NOut);

        _isNarrow = LanePlan.LaneOf(ValueRange.Hull(products.Inputs)) <= Lane.Int32 && products.Weights.All(raw => raw == (int)raw);

        // Per group of outputs and input, one weight per output; zeros fill the last group.
        var groups = (_outputs + Tile - 1) / Tile;
        _weights = new T[groups * _inputs * Tile];
        for (var i = 0; i < _inputs; i++)
        {
            for (var j = 0; j < _outputs; j++)
            {
                _weights[(((j / Tile * _inputs) + i) * Tile) + (j % Tile)] = T.CreateChecked(products.Weights[(i * _outputs) + j]);
            }
        }
    }

    public override void Run(LaneTensor x, int first, LaneTensor y, int offset, LaneBlock block)
    {
        for (var j = 0; j < _outputs; j += Tile)
        {
            for (var part = 0; part < LaneTensor.Parts<T>(); part++)
            {
                Run(x, first, y, offset, j, part);
            }
        }
    }

    private void Run(LaneTensor x, int first, LaneTensor y, int offset, int j, int part)
    {
        Vector512<T> a = default, b = default, c = default, d = default;
        var weights = _weights.AsSpan(j * _inputs, _inputs * Tile);
        for (var i = 0; i < _inputs; i++)
        {
            var value = x.Load<T>(first + i, part);
            var w = weights.Slice(i * Tile, Tile);
            a += Multiply(value, w[0]);
            b += Multiply(value, w[1]);
            c += Multiply(value, w[2]);
            d += Multiply(value, w[3]);
        }

        var element = offset + j;
        y.Store(element, part, _finish.Apply(a, j));
        if (j + 1 < _outputs)
        {
            y.Store(element + 1, part, _finish.Apply(b, j + 1));
        }

        if (j + 2 < _outputs)
        {
            y.Store(element + 2, part, _finish.Apply(c, j + 2));
        }

        if (j + 3 < _outputs)
        {
            y.Store(element + 3, part, _finish.Apply(d, j + 3));
        }
    }

    /// <summary>A 64-bit product of two 32-bit integers takes one instruction, of two 64-bit ones three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<T> Multiply(Vector512<T> values, T weight)
    {
        var weights = Vector512.Create(weight);
        if (typeof(T) != typeof(long) || !_isNarrow || !Avx2.IsSupported)
        {
            return values * weights;
        }

        var (x, w) = (values.AsInt32(), weights.AsInt32());
        return (Avx512F.IsSupported ? Avx512F.Multiply(x, w)
            : Vector512.Create(Avx2.Multiply(x.GetLower(), w.GetLower()), Avx2.Multiply(x.GetUpper(), w.GetUpper()))).As<long, T>();
    }
}
