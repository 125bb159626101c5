using System.Numerics;
using Hls4Net;
using Hls4Net.Emulation;

namespace CustomAsic;

/// <summary>
/// Multi-head self-attention: <c>softmax(Q·Kᵀ/√h)·V</c> over <c>[length, d_model]</c>, with h = d_model / n_heads values per head.
/// </summary>
/// <remarks>
/// Q, K, V: exact sums, rounded once to <c>Types["query"]</c>, <c>"key"</c>, <c>"value"</c>. Scores are exact. exp comes from a table over the
/// distance to the largest score; the weighted mean is an exact integer sum, divided with a floor, and rounded to the result type.
/// </remarks>
public sealed class CustomAttention : CustomLayer
{
    /// <summary>Entries of the table of exp.</summary>
    public const int TableSize = 1024;

    /// <summary>Fraction bits of the mean beyond those of the values.</summary>
    public const int GuardBits = 8;

    // exp(−16) is less than half a step of the table's type.
    private const double TableDomain = 16;
    private static readonly FixedType s_tableType = new(16, 1, false);

    private readonly LayerAttribute<int> _heads;
    private readonly LayerAttribute<int> _model;
    private readonly (string Role, LayerWeight Weight)[] _projections;

    /// <summary>A layer of that name.</summary>
    public CustomAttention(string name)
        : base(name)
    {
        _heads = AddAttribute("n_heads", 8, heads => heads > 0 ? null : "it must be positive");
        _model = AddAttribute("d_model", 512, size => size > 0 ? null : "it must be positive");
        _projections = [Projection("query"), Projection("key"), Projection("value")];
    }

    /// <summary>Number of heads.</summary>
    public int Heads => _heads.Value;

    /// <summary>Length of a vector of the sequence.</summary>
    public int ModelSize => _model.Value;

    /// <summary>Number of vectors.</summary>
    public int Length => Input.Shape[0];

    /// <summary>A distance of scores in raw units becomes a table index when shifted left by this much.</summary>
    public int IndexShift => EntriesPerUnit - Types["score"].Fraction;

    private int HeadSize => ModelSize / Heads;

    // As a power of two: the table covers TableDomain after the division by √h, which is folded into it.
    private int EntriesPerUnit => BitOperations.Log2(TableSize) - (int)Math.Ceiling(Math.Log2(TableDomain * Math.Sqrt(HeadSize)));

    /// <inheritdoc/>
    protected override IReadOnlyList<TensorShape> OutputShapes() =>
        Input.Shape.Rank != 2 || Input.Shape[1] != ModelSize ? throw Misfit($"Attention needs an input of shape [length, {ModelSize}], not {Input.Shape}.")
        : ModelSize % Heads != 0 ? throw Misfit($"{Heads} heads do not divide {ModelSize} values.")
        : [Input.Shape];

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var input = ValueRange.Hull(Input.Range);
        var held = new Dictionary<string, ValueRange>();
        foreach (var (role, weight) in _projections)
        {
            context.FitWeights(this, weight.Tensor, weight.Name);
            var fraction = Input.Type.Fraction + weight.Tensor.Type.Fraction;
            var largest = Enumerable.Range(0, ModelSize).Max(j => Enumerable.Range(0, ModelSize).Sum(k => Math.Abs(weight.Tensor.Raw[(k * ModelSize) + j])));
            var sum = (input * largest).Hull(input * -largest);
            Types[role + "_accum"] = sum.ToType(fraction, signed: true);
            Types[role] = context.FitType(this, role, sum, fraction);
            held[role] = sum.Convert(fraction, Types[role]);
        }

        Types["score"] = (held["query"] * held["key"] * HeadSize).Hull(ValueRange.Zero).ToType(Types["query"].Fraction + Types["key"].Fraction, signed: true);
        Types["exp_table"] = s_tableType;
        Tables["exp_table"] = [.. Enumerable.Range(0, TableSize).Select(TableEntry)];
        var mean = (held["value"] << GuardBits).Hull(ValueRange.Zero);
        Types["mean"] = mean.ToType(Types["value"].Fraction + GuardBits, signed: true);
        context.FitResult(this, [.. Enumerable.Repeat(mean, Output.Shape.Count)], Types["mean"].Fraction);
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0).ToArray();
        var y = context.Output(0);
        var (query, key, value) = (Project(x, 0), Project(x, 1), Project(x, 2));
        for (var row = 0; row < y.Length; row += HeadSize)
        {
            var weights = new double[Length];
            for (var j = 0; j < Length; j++)
            {
                weights[j] = Math.Exp(Enumerable.Range(0, HeadSize).Sum(d => query[row + d] * key[At(j, row) + d]) / Math.Sqrt(HeadSize));
            }

            for (var d = 0; d < HeadSize; d++)
            {
                y[row + d] = Enumerable.Range(0, Length).Sum(j => weights[j] * value[At(j, row) + d]) / weights.Sum();
            }
        }
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0).ToArray();
        var y = context.Output(0);
        var (query, key, value) = (ProjectExactly(x, 0), ProjectExactly(x, 1), ProjectExactly(x, 2));
        for (var row = 0; row < y.Length; row += HeadSize)
        {
            var scores = Enumerable.Range(0, Length).Select(j => Sum(HeadSize, d => query[row + d] * key[At(j, row) + d])).ToArray();
            var largest = scores.Max();
            var weights = scores.Select(score => (BigInteger)Tables["exp_table"][(int)BigInteger.Min(TableSize - 1, Shift(largest - score, IndexShift))]).ToArray();
            var total = Sum(Length, j => weights[j]);
            for (var d = 0; d < HeadSize; d++)
            {
                var sum = Sum(Length, j => weights[j] * value[At(j, row) + d]) << GuardBits;
                var mean = BigInteger.DivRem(sum, total, out var rest) - (rest.Sign < 0 ? 1 : 0);
                y[row + d] = new FixedValue(mean, Types["mean"].Fraction).To(Output.Type).Raw;
            }
        }
    }

    private (string Role, LayerWeight Weight) Projection(string role) => (role, AddWeight(role + "_weights", () => [_model.Value, _model.Value]));

    private static BigInteger Shift(BigInteger value, int bits) => bits < 0 ? value >> -bits : value << bits;

    private static BigInteger Sum(int count, Func<int, BigInteger> term) => Enumerable.Range(0, count).Aggregate(BigInteger.Zero, (sum, k) => sum + term(k));

    // Where position j has the head that begins at element `row` of another position.
    private int At(int j, int row) => (j * ModelSize) + (row % ModelSize);

    private long TableEntry(int index)
    {
        var distance = index == 0 ? 0 : (index + 0.5) * Math.Pow(2, -EntriesPerUnit) / Math.Sqrt(HeadSize);
        return (long)Math.Round(Math.Exp(-distance) * Math.Pow(2, s_tableType.Fraction));
    }

    private double[] Project(double[] x, int projection) => [.. Enumerable.Range(0, x.Length).Select(e => Enumerable.Range(0, ModelSize)
        .Sum(k => x[e - (e % ModelSize) + k] * _projections[projection].Weight.Trained((k * ModelSize) + (e % ModelSize))))];

    private BigInteger[] ProjectExactly(BigInteger[] x, int projection)
    {
        var (role, weight) = _projections[projection];
        var fraction = Input.Type.Fraction + weight.Tensor.Type.Fraction;
        return [.. Enumerable.Range(0, x.Length).Select(e => new FixedValue(
            Sum(ModelSize, k => x[e - (e % ModelSize) + k] * weight.Tensor.Raw[(k * ModelSize) + (e % ModelSize)]), fraction).To(Types[role]).Raw)];
    }
}
