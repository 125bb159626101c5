using System.Numerics;
using Aie4Net.Network;

namespace Aie4Net.Arithmetic;

/// <summary>
/// What tiles compute of one row of a layer's input: <c>y[j] = relu(srs(bias[j] + Σ x[i] · w[i, j]))</c>, sums modulo 2³² or 2⁶⁴. How the
/// products are spread over tiles does not matter: addition modulo a power of two has no order.
/// </summary>
public sealed class DenseEvaluation
{
    private readonly int[] _weights;
    private readonly long[] _bias;
    private readonly int _columns;
    private readonly bool _isNarrow;
    private readonly bool _hasRelu;
    private readonly ShiftRoundSaturate _finish;

    /// <summary>The evaluation of a layer that has its types.</summary>
    public DenseEvaluation(DenseStage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        _columns = stage.Layer.NOut;
        _weights = [.. stage.Layer.Weight.Raw.Select(raw => (int)raw)];
        _bias = Array.ConvertAll(BiasOf(stage), value => (long)value << stage.BiasShift);
        _isNarrow = stage.AccumulatorBits == 32;
        _hasRelu = stage.HasRelu;
        _finish = new ShiftRoundSaturate(stage.Shift, stage.Output.Type);
    }

    /// <summary>The bias as tiles hold it; zeros where there is none.</summary>
    public static int[] BiasOf(DenseStage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        return stage.Layer.HasBias ? [.. stage.Bias.Select(value => (int)BigInteger.Clamp(value, int.MinValue, int.MaxValue))] : new int[stage.Layer.NOut];
    }

    /// <summary>The results of one row.</summary>
    public long[] Apply(ReadOnlySpan<long> row)
    {
        long[] sums = [.. _bias];
        for (var i = 0; i < row.Length; i++)
        {
            var weights = _weights.AsSpan(i * _columns, _columns);
            for (var j = 0; j < _columns; j++)
            {
                sums[j] = unchecked(sums[j] + (row[i] * weights[j]));
            }
        }

        for (var j = 0; j < _columns; j++)
        {
            var result = _finish.Apply(_isNarrow ? unchecked((int)sums[j]) : sums[j]);
            sums[j] = _hasRelu ? Math.Max(result, 0) : result;
        }

        return sums;
    }
}
