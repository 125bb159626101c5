using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Sums that truncate every product, modulo 2^16: see <see cref="HalfwordWeights"/>.</summary>
internal sealed unsafe class HalfwordDenseKernel<TIsa, TVector> : SumsKernel
    where TIsa : IPairVector<TVector>
    where TVector : unmanaged
{
    private const int Tile = HalfwordWeights.Tile;

    // A row of 16-bit integers, in 32-bit ones.
    private const int Row = LaneKernel.BlockSize / 2;

    private readonly HalfwordWeights _weights;
    private readonly int[] _low;
    private readonly int[] _high;
    private readonly short[] _bias;
    private readonly VectorQuantizer<short> _result;
    private readonly FixedType? _wrapped;
    private readonly int _inputs;
    private readonly int _outputs;

    public HalfwordDenseKernel(DenseArithmetic arithmetic, HalfwordWeights weights)
    {
        var accumulator = arithmetic.Accumulator;
        _weights = weights;
        (_low, _high) = (weights.Low, weights.High);
        _bias = [.. arithmetic.Bias.Select(bias => (short)(ushort)(bias & ushort.MaxValue))];
        _wrapped = arithmetic.Holds ? null : accumulator;
        _result = new(arithmetic.Finished, accumulator.Fraction, arithmetic.Result);
        (_inputs, _outputs) = (arithmetic.Sums.NIn, arithmetic.Sums.NOut);
    }

    /// <summary>A tile of sums.</summary>
    public override int ScratchRows => Tile / 4;

    public override void Run(LaneTensor x, int first, LaneTensor y, int offset, LaneBlock block)
    {
        var sums = block.Scratch(Lane.Int32).Pointer<int>(0);
        var rows = (int*)x.Pointer<short>(first);
        fixed (int* low = _low, high = _high)
        {
            for (var group = 0; group < _weights.HighInputs.Length; group++)
            {
                Sum(rows, low + (group * _inputs * Tile), _weights.HighInputs[group], high + _weights.HighStarts[group], sums);
                Finish(sums, group * Tile, y, offset);
            }
        }
    }

    /// <summary>Eight outputs, one vector of samples at a time: eight sums that stay in registers.</summary>
    private void Sum(int* rows, int* low, int[] highInputs, int* high, int* sums)
    {
        for (var sample = 0; sample < Row; sample += TIsa.Count)
        {
            TVector a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
            var w = low;
            var x = rows + sample;
            for (var end = x + (_inputs * Row); x < end; x += Row, w += Tile)
            {
                var value = TIsa.Load(x);
                a = TIsa.MultiplyHighAdd(a, value, TIsa.Broadcast(w[0]));
                b = TIsa.MultiplyHighAdd(b, value, TIsa.Broadcast(w[1]));
                c = TIsa.MultiplyHighAdd(c, value, TIsa.Broadcast(w[2]));
                d = TIsa.MultiplyHighAdd(d, value, TIsa.Broadcast(w[3]));
                e = TIsa.MultiplyHighAdd(e, value, TIsa.Broadcast(w[4]));
                f = TIsa.MultiplyHighAdd(f, value, TIsa.Broadcast(w[5]));
                g = TIsa.MultiplyHighAdd(g, value, TIsa.Broadcast(w[6]));
                h = TIsa.MultiplyHighAdd(h, value, TIsa.Broadcast(w[7]));
            }

            w = high;
            foreach (var input in highInputs)
            {
                var value = TIsa.Load(rows + sample + (input * Row));
                a = TIsa.MultiplyLowAdd(a, value, TIsa.Broadcast(w[0]));
                b = TIsa.MultiplyLowAdd(b, value, TIsa.Broadcast(w[1]));
                c = TIsa.MultiplyLowAdd(c, value, TIsa.Broadcast(w[2]));
                d = TIsa.MultiplyLowAdd(d, value, TIsa.Broadcast(w[3]));
                e = TIsa.MultiplyLowAdd(e, value, TIsa.Broadcast(w[4]));
                f = TIsa.MultiplyLowAdd(f, value, TIsa.Broadcast(w[5]));
                g = TIsa.MultiplyLowAdd(g, value, TIsa.Broadcast(w[6]));
                h = TIsa.MultiplyLowAdd(h, value, TIsa.Broadcast(w[7]));
                w += Tile;
            }

            var sum = sums + sample;
            TIsa.Store(a, sum);
            TIsa.Store(b, sum + Row);
            TIsa.Store(c, sum + (2 * Row));
            TIsa.Store(d, sum + (3 * Row));
            TIsa.Store(e, sum + (4 * Row));
            TIsa.Store(f, sum + (5 * Row));
            TIsa.Store(g, sum + (6 * Row));
            TIsa.Store(h, sum + (7 * Row));
        }
    }

    private void Finish(int* sums, int first, LaneTensor y, int offset)
    {
        for (var j = first; j < Math.Min(first + Tile, _outputs); j++, sums += Row)
        {
            var sum = Vector512.Load((short*)sums) + Vector512.Create(_bias[j]);
            if (_wrapped is { Width: < 16 } type)
            {
                var unused = 16 - type.Width;
                sum = type.Signed ? (sum << unused) >> unused : (sum << unused) >>> unused;
            }

            y.Store(offset + j, 0, _result.Apply(sum));
        }
    }
}
