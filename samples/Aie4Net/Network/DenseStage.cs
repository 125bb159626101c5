using System.Numerics;
using Hls4Net;
using Hls4Net.Operators;

namespace Aie4Net.Network;

/// <summary>A layer as tiles compute it: a matrix product with bias, and a ReLU in the same step. All properties need types.</summary>
/// <param name="Layer">The matrix product.</param>
/// <param name="Activation">The ReLU on its result; null for none.</param>
public sealed record DenseStage(Dense Layer, Relu? Activation)
{
    /// <summary>What it reads.</summary>
    public Tensor Input => Layer.Input;

    /// <summary>What it makes: after the ReLU where there is one.</summary>
    public Tensor Output => Activation?.Output ?? Layer.Output;

    /// <summary>Rows of a sample.</summary>
    public int RowsPerSample => Layer.Positions;

    /// <summary>How the weights are stored; null where tiles cannot.</summary>
    public TileInteger? WeightInteger => TileInteger.Holding(Layer.Weight.Type);

    /// <summary>How the input is stored: no narrower than the weights where it comes from outside, because tiles multiply nothing by wider weights.</summary>
    public TileInteger? InputInteger => TileInteger.Holding(Input.Type) is not { } own ? null
        : own.Bits == 8 && WeightInteger is { Bits: 16 } && IsFromOutside(Input) ? new TileInteger(16, Signed: true) : own;

    /// <summary>How the result is stored; null where its type is not exactly what a tile writes.</summary>
    public TileInteger? OutputInteger => Output.Type.Width is 8 or 16 ? new TileInteger(Output.Type.Width, Output.Type.Signed)
        : IsSignedWithoutSign ? new TileInteger(Output.Type.Width + 1, Signed: true) : null;

    /// <summary>Whether the tile applies a ReLU: the model's, or the lower end of an unsigned type of 7 or 15 bits, which it saturates as a signed one.</summary>
    public bool HasRelu => Activation is not null || IsSignedWithoutSign;

    /// <summary>Width of the sums: 32 bits, and 64 where both operands have 16.</summary>
    public int AccumulatorBits => InputInteger is { Bits: 16 } && WeightInteger is { Bits: 16 } ? 64 : 32;

    /// <summary>Fraction bits of the sums.</summary>
    public int SumFraction => Input.Type.Fraction + Layer.Weight.Type.Fraction;

    /// <summary>Bits that a result drops of its sum.</summary>
    public int Shift => SumFraction - Output.Type.Fraction;

    /// <summary>Bits by which tiles shift the bias left when sums begin with it: 0, but where 64-bit sums are finer than its 32 bits can be.</summary>
    public int BiasShift
    {
        get
        {
            // Rounding may need one bit more than the number before it.
            var bits = AccumulatorBits == 32 ? 0 : (int)BiasAt(SumFraction).Select(value => BigInteger.Abs(value).GetBitLength()).DefaultIfEmpty().Max();
            return bits < 32 ? 0 : bits - 30;
        }
    }

    /// <summary>The bias as tiles hold it, before it is fitted into 32 bits; empty where there is none.</summary>
    public IReadOnlyList<BigInteger> Bias => BiasAt(SumFraction - BiasShift);

    /// <summary>The bias with so many fraction bits; rounded as its own type rounds where it has more.</summary>
    private IReadOnlyList<BigInteger> BiasAt(int fraction) => Layer.Bias is not { } bias ? []
        : [.. bias.Raw.Select(raw => FixedPoint.Convert((BigInteger)raw, bias.Type.Fraction, new FixedType(160, 160 - fraction, Rounding: bias.Type.Rounding)))];

    private bool IsSignedWithoutSign => Output.Type is { Signed: false, Width: 7 or 15, Overflow: Overflow.Saturate };

    private static bool IsFromOutside(Tensor tensor) => tensor.Producer is Reshape reshape ? IsFromOutside(reshape.Input) : tensor.Producer is Input;
}
