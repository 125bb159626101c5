using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>A model input; its output tensor's type is the type of the hardware port.</summary>
/// <param name="name">Name of the graph input.</param>
/// <param name="shape">Shape of one sample.</param>
public sealed class Input(string name, TensorShape shape) : Layer(name)
{
    private static readonly FixedType s_default = new(16, 6);

    /// <summary>Shape of one sample; after a change <see cref="ModelGraph.SetInputs"/> (with no inputs) makes the port follow.</summary>
    public TensorShape Shape { get; set; } = shape;

    /// <summary>The type of the integers that cross the port, where the model itself takes quantised integers; null elsewhere.</summary>
    public FixedType? IntegerType { get; init; }

    /// <summary>Where the input only names rows of tables, how many these have: its values are integers below that. 0 for an input of numbers.</summary>
    public int Rows { get; set; }

    /// <summary>The type that holds the number of every row.</summary>
    public FixedType RowType => new ValueRange(0, Math.Max(Rows - 1, 1)).ToType(0);

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes() => [Shape];

    /// <summary>
    /// The explicit type (role <c>result</c>), else <c>fixed&lt;16,6&gt;</c> or that of the rows. Everything the type can hold is
    /// taken as possible, but for rows that no table has: they saturate at the port like values outside the type.
    /// </summary>
    public override void InferPrecision(PrecisionContext context)
    {
        Output.Type = Settings.For("result").Explicit ?? (Rows > 0 ? RowType : s_default);
        var range = Output.Type.ReachableRange;
        var possible = Rows > 0 && Output.Type.Fraction == 0 ? range.AtLeast(0).AtMost(Rows - 1) : range;
        Output.Range = new RepeatedRange([possible], Output.Shape.Count);
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        // The emulator writes the sample straight into the output tensor.
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        // As above.
    }
}
