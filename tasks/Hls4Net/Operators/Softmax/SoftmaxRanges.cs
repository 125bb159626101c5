using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>The intervals of everything on the way through a <see cref="Softmax"/>, for the choice of a lane.</summary>
internal sealed class SoftmaxRanges
{
    private readonly Softmax _layer;

    public SoftmaxRanges(Softmax layer, ValueRange x)
    {
        _layer = layer;
        IsStable = layer.Implementation == SoftmaxImplementation.Stable;
        XFraction = layer.Input.Type.Fraction;
        Accumulator = layer.Types["accum"];
        ArgumentType = IsStable ? layer.Types["inp_norm"] : layer.Input.Type;
        Difference = IsStable ? (x - x).AtLeast(0) : x;
        Argument = IsStable ? Difference.Convert(XFraction, ArgumentType) : x;
        var expType = layer.Types["exp_table"];
        Exponentials = Array.ConvertAll(
            layer.Tables["exp_table"], entry => (long)FixedValue.Of(entry, expType).To(Accumulator).Raw);

        var any = Exponentials.Aggregate(ValueRange.Of(Exponentials[0]), (range, e) => range.Hull(ValueRange.Of(e)));
        var all = any * layer.Length;
        SumOverflows = all.Hull(any).Overflows(Accumulator.Fraction, Accumulator);
        Sum = SumOverflows ? ValueRange.Of(Accumulator).Hull(any) : all.Hull(any);
        PairSum = Sum + Sum;
        InverseInput = Sum.Convert(Accumulator.Fraction, layer.Types["inv_inp"]);
        var inverse = layer.Tables["inv_table"].Aggregate(ValueRange.Zero, (range, entry) => range.Hull(ValueRange.Of(entry)));
        Product = any * inverse;
        ProductFraction = Accumulator.Fraction + layer.Types["inv_table"].Fraction;
    }

    public bool IsStable { get; }

    public bool SumOverflows { get; }

    public int XFraction { get; }

    public int ProductFraction { get; }

    public FixedType Accumulator { get; }

    public FixedType ArgumentType { get; }

    public ValueRange Difference { get; }

    public ValueRange Argument { get; }

    /// <summary>The exponential's table with every entry converted to the accumulator.</summary>
    public long[] Exponentials { get; }

    public ValueRange Sum { get; }

    public ValueRange PairSum { get; }

    public ValueRange InverseInput { get; }

    public ValueRange Product { get; }

    /// <summary>The lane of each step.</summary>
    public Lane[] Lanes()
    {
        var sumType = _layer.Types["inv_inp"];
        return
        [
            LanePlan.LaneOf(Difference), VectorQuantizer.LaneOf(Difference, XFraction, ArgumentType),
            VectorLookup.LaneOf(Argument, ArgumentType.Fraction, _layer.ExpIndex, Exponentials),
            LanePlan.LaneOf(PairSum), VectorQuantizer.LaneOf(PairSum, Accumulator.Fraction, Accumulator),
            VectorQuantizer.LaneOf(Sum, Accumulator.Fraction, sumType),
            VectorLookup.LaneOf(InverseInput, sumType.Fraction, _layer.InvIndex, _layer.Tables["inv_table"]),
            LanePlan.LaneOf(Product), VectorQuantizer.LaneOf(Product, ProductFraction, _layer.Output.Type),
        ];
    }
}
