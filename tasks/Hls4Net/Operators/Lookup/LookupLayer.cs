using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>An elementwise function that hardware reads from a table.</summary>
/// <param name="name">The user's name of the node.</param>
public abstract class LookupLayer(string name) : ElementwiseLayer(name)
{
    // In front of a quantiser, so that it rounds the function and not the entry.
    private const int GuardBits = 8;

    /// <summary>How an input value addresses <c>Tables["table"]</c>; set by precision inference.</summary>
    public LookupIndex TableIndex { get; set; }

    /// <summary>Whether the table has hls4ml's fixed layout, because its precision is explicit.</summary>
    protected bool IsCompatible => TableRequest.Explicit is { FitsInt64: true };

    /// <summary>
    /// Whether the function rises or falls everywhere in its domain and has a layout of hls4ml's. Tables of other functions are
    /// always fitted to the values that occur.
    /// </summary>
    protected virtual bool IsMonotone => true;

    /// <summary>Whether the function nears its limits so slowly that a table of all values that occur has bins wider than need be.</summary>
    private protected virtual bool HasSlowEnds => false;

    private Precision TableRequest => IsMonotone ? PrecisionContext.RequestFor(this, "table", LookupTable.CompatibleType)
        : Settings.Precision.TryGetValue("table", out var own) ? own
        : Settings.DefaultPrecision.IsAuto ? Settings.For("table") : new Precision(null, LookupTable.CompatibleType.Width);

    /// <inheritdoc/>
    protected override int Period => 1;

    /// <inheritdoc/>
    protected override int ExactFraction => Types["table"].Fraction;

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) =>
        Output.Type.FitsInt64 ? LookupKernel.Create(this, plan, ResultTable(FixedValue.One)) : null;

    /// <inheritdoc/>
    protected override FixedValue Apply(FixedValue x, int element) =>
        FixedValue.Of(Tables["table"][TableIndex.Of(x.Raw, x.Fraction)], Types["table"]);

    /// <summary>
    /// Chooses the table: a compatible one of fixed layout where its precision is explicit, else one fitted to the values that occur.
    /// </summary>
    protected override void FitConstants(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = TableRequest;
        var size = LookupTable.SizeFor(this, context);
        if (request.Explicit is { FitsInt64: false } tooWide)
        {
            context.Diagnostics.Report(PrecisionDiagnostics.ConstantTooWide, Name, "table", tooWide);
        }

        var occurring = ValueRange.Hull(Input.Range);
        var function = OnSteps(TableFunction, size);
        request = Output.KeepsExact ? request with { AutoWidth = request.AutoWidth + GuardBits } : request;
        var table = !IsMonotone ? SampledTable.Fit(function, occurring, Input.Type.Fraction, request, size)
            : request.Explicit is null ? LookupTable.Fitted(function, TableDomain(occurring), Input.Type.Fraction, request.AutoWidth, size, HasSlowEnds)
            : CreateTable(request.Explicit is { FitsInt64: true } type ? type : null, occurring, Input.Type.Fraction, request.AutoWidth, size);
        (TableIndex, Types["table"], Tables["table"]) = (table.Index, table.Type, table.Entries);
    }

    /// <summary>
    /// The function at what really arrives: where a quantiser's integers are multiplied by their step before, and the table is finer than that, a bin
    /// holds one number, which need not be its middle.
    /// </summary>
    private Func<double, double> OnSteps(Func<double, double> function, int size)
    {
        var producer = Input.Producer;
        while (producer is Reshape or Transpose)
        {
            producer = producer.Input.Producer;
        }

        if (producer is not BatchNormalization { Scale: { Shape.Count: 1 } scale, Bias: null or { Shape.Count: 1 } } norm
            || ValueRange.Hull(norm.Input.Range) is var integers && integers.Max - integers.Min >= size / 2)
        {
            return function;
        }

        var (step, shift) = (Math.ScaleB(scale.TrainedOf(0), -norm.Input.Type.Fraction), norm.Bias?.TrainedOf(0) ?? 0);
        return step == 0 ? function : x => function((Math.Round((x - shift) / step) * step) + shift);
    }

    /// <summary>The table of the function: of hls4ml's fixed layout, or fitted to the values that occur.</summary>
    /// <param name="compatible">Type of the entries in the fixed layout; null: a fitted table.</param>
    /// <param name="values">The interval that occurs, in raw units.</param>
    /// <param name="fraction">Fraction bits of those units.</param>
    /// <param name="width">Total bits of a signed entry of a fitted table.</param>
    /// <param name="size">Entries; at most so many in a fitted table.</param>
    internal LookupTable CreateTable(FixedType? compatible, ValueRange values, int fraction, int width, int size) => compatible is { } type
        ? LookupTable.Compatible(CompatibleIndex(size), type, k => CompatibleEntry(k, size))
        : LookupTable.Fitted(TableFunction, TableDomain(values), fraction, width, size, HasSlowEnds);

    /// <inheritdoc/>
    protected override ValueRange RangeOf(ValueRange x, int element) => TableRange(x);

    /// <summary>The table's entries for an interval of inputs, in raw units of <c>Types["table"]</c>.</summary>
    protected ValueRange TableRange(ValueRange x) =>
        new LookupTable(TableIndex, Types["table"], Tables["table"]).RangeOf(x, Input.Type.Fraction);

    /// <summary>The part of an input interval that the table serves.</summary>
    protected virtual ValueRange TableDomain(ValueRange x) => x;

    /// <summary>The function in the table.</summary>
    protected virtual double TableFunction(double x) => Reference(x, 0);

    /// <summary>The address formula of the compatible table: a symmetric domain, indices toward zero.</summary>
    protected virtual LookupIndex CompatibleIndex(int size) => new(size, 4, size / 2, Truncate: true, size);

    /// <summary>An entry of the compatible table, in the single precision that hls4ml computes it in.</summary>
    protected virtual double CompatibleEntry(int k, int size) => throw new InvalidOperationException($"{ClassName} has no compatible table.");

    /// <summary>The lower edge of a bin of the compatible table of a symmetric domain.</summary>
    /// <param name="span">Width of the domain.</param>
    /// <param name="k">The entry.</param>
    /// <param name="size">Number of entries.</param>
    protected static float Edge(int span, int k, int size) => (float)(span * (k - (size / 2.0)) / size);

    /// <summary>The table with every entry multiplied and converted to the result type, which fits 64 bits.</summary>
    private protected long[] ResultTable(FixedValue factor) => Array.ConvertAll(
        Tables["table"], entry => (long)(FixedValue.Of(entry, Types["table"]) * factor).To(Output.Type).Raw);
}
