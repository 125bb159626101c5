using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// Moves data and computes nothing: every element of the result is an element of the input, or a constant beside the data.
/// A subclass says where each element comes from. The type stays that of the input unless the user chooses one or the
/// constant needs another; in hardware it is wiring, or the order in which a memory is read.
/// </summary>
/// <param name="name">The user's name of the node.</param>
public abstract class RearrangeLayer(string name) : Layer(name)
{
    /// <summary>In <see cref="Sources"/>: the element is <see cref="Fill"/>.</summary>
    public const int Constant = -1;

    private readonly Lock _building = new();
    private (TensorShape Input, int[] Sources)? _sources;

    /// <summary>The value of elements that come from nowhere; null where every element comes from the input.</summary>
    public virtual double? Fill => null;

    /// <summary>For each element of the result, C order, the element of the input it is, or <see cref="Constant"/>.</summary>
    public IReadOnlyList<int> Sources => Map;

    private protected int[] Map
    {
        get
        {
            lock (_building)
            {
                if (_sources is not { } known || !known.Input.Equals(Input.Shape))
                {
                    _sources = known = (Input.Shape, SourcesOf(Input.Shape));
                }

                return known.Sources;
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 1);
        return [ResultOf(Input.Shape)];
    }

    /// <inheritdoc/>
    public sealed override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (map, fill) = (Map, FixedValue.Zero);
        if (Fill is { } value)
        {
            context.FitParameter(this, "fill", value, Input.Type.FitsInt64 ? Input.Type : null);
            fill = FillValue;
        }

        var isChosen = Settings.Precision.TryGetValue("result", out var own) && !own.IsAuto;
        var fits = !isChosen && fill.To(Input.Type).CompareTo(fill) == 0;
        var fraction = fits ? Input.Type.Fraction : Math.Max(Input.Type.Fraction, fill.Fraction);
        var constant = ValueRange.Of(fill.ScaleByPowerOfTwo(fraction).Floor());
        IReadOnlyList<ValueRange> ranges = KeptPattern(map) is { } pattern
            ? new RepeatedRange([.. pattern.Select(range => range << (fraction - Input.Type.Fraction))], map.Length / pattern.Count)
            : [.. map.Select(source => source < 0 ? constant : Input.Range[source] << (fraction - Input.Type.Fraction))];
        if (fits)
        {
            (Output.Type, Output.Range) = (Input.Type, ranges);
        }
        else
        {
            context.FitResult(this, ranges, fraction);
        }

        KeepTable(map);
    }

    /// <inheritdoc/>
    public sealed override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        var map = Map;
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = map[i] < 0 ? Fill!.Value : x[map[i]];
        }
    }

    /// <inheritdoc/>
    public sealed override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        var map = Map;
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = (map[i] < 0 ? FillValue : FixedValue.Of(x[map[i]], Input.Type)).To(Output.Type).Raw;
        }
    }

    /// <inheritdoc/>
    public sealed override LaneKernel? CreateKernel(LanePlan plan) => RearrangeKernel.Create(this, plan, Map);

    /// <summary>The intervals of a pixel, where every pixel of the result has its channels where the input has them.</summary>
    private IReadOnlyList<ValueRange>? KeptPattern(int[] map)
    {
        if (Input.Range is not RepeatedRange { Pattern: var pattern } || map.Length % pattern.Count != 0)
        {
            return null;
        }

        for (var i = 0; i < map.Length; i++)
        {
            if (map[i] < 0 || (map[i] - i) % pattern.Count != 0)
            {
                return null;
            }
        }

        return pattern;
    }

    /// <summary>Shape of the result.</summary>
    /// <exception cref="DiagnosticException">The input does not suit the layer.</exception>
    protected abstract TensorShape ResultOf(TensorShape input);

    /// <summary>The source of every element of the result.</summary>
    protected abstract int[] SourcesOf(TensorShape input);

    /// <summary>The constant as hardware holds it.</summary>
    internal FixedValue FillValue => FixedValue.Of(Tables["fill"][0], Types["fill"]);

    private void KeepTable(int[] map)
    {
        var bits = 1;
        while (Input.Shape.Count - 1 >> bits != 0)
        {
            bits++;
        }

        bits += Fill is null ? 0 : 1;
        Types["index_table"] = new FixedType(bits, bits, Signed: Fill is not null);
        Tables["index_table"] = Array.ConvertAll(map, source => (long)source);
    }
}
