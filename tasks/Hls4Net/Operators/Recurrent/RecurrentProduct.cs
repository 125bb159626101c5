namespace Hls4Net.Operators;

/// <summary>
/// One of the matrices of a <see cref="RecurrentLayer"/> with its offsets: that of the inputs, or one of the states. It has a
/// strategy and a reuse factor of its own, because its size is its own.
/// </summary>
public sealed class RecurrentProduct : IMatrixProduct
{
    private readonly RecurrentLayer _layer;

    /// <param name="layer">The layer.</param>
    /// <param name="prefix">What the roles of its weight and bias begin with: nothing, <c>recurrent_</c> or <c>candidate_</c>.</param>
    internal RecurrentProduct(RecurrentLayer layer, string prefix) => (_layer, Prefix) = (layer, prefix);

    /// <summary>What the roles of its weight and bias begin with: nothing for the inputs, <c>recurrent_</c> or <c>candidate_</c> for states.</summary>
    public string Prefix { get; }

    /// <summary>The matrix, shape [NIn, NOut].</summary>
    public WeightTensor Weight => _layer.Weights[Prefix + "weight"];

    /// <summary>The offsets, shape [NOut].</summary>
    public WeightTensor Bias => _layer.Weights[Prefix + "bias"];

    /// <inheritdoc/>
    public int NIn => Weight.Shape[0];

    /// <inheritdoc/>
    public int NOut => Weight.Shape[1];

    /// <inheritdoc/>
    public int Positions => _layer.Steps;

    /// <inheritdoc/>
    /// <remarks>One by one: a step needs the state that the step before it leaves.</remarks>
    public int ParallelPositions => 1;

    /// <inheritdoc/>
    public int ReuseFactor
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <inheritdoc/>
    public Strategy Strategy { get; set; } = Strategy.Latency;

    /// <summary>The order in which inputs enter a sum, as in <see cref="Dense.SummationOrder"/>.</summary>
    public IEnumerable<int> SummationOrder() => ReuseOrder.Of(NIn, Strategy, ReuseFactor);

    /// <summary>The sums, for proofs and kernels.</summary>
    /// <param name="inputs">Interval of each input.</param>
    /// <param name="inputType">Type of the inputs.</param>
    internal ProductSums Sums(IReadOnlyList<ValueRange> inputs, FixedType inputType) => new()
    {
        NIn = NIn,
        NOut = NOut,
        Inputs = inputs,
        InputType = inputType,
        Weights = Weight.Integers,
        WeightType = Weight.Type,
        Bias = Bias.Raw,
        BiasType = Bias.Type,
        Order = [.. SummationOrder()],
    };

    /// <summary>The sums with the weights as trained.</summary>
    internal double[] Reference(ReadOnlySpan<double> inputs)
    {
        double[] sums = [.. Bias.Trained];
        Emulation.VectorSum.AddProduct(inputs, Weight.Trained, NOut, sums);
        return sums;
    }

    /// <summary>The sums as hardware computes them.</summary>
    internal FixedValue[] Exact(ReadOnlySpan<FixedValue> inputs, FixedType accumulator)
    {
        var sums = new FixedValue[NOut];
        int[] order = [.. SummationOrder()];
        for (var j = 0; j < sums.Length; j++)
        {
            var sum = FixedValue.Of(Bias.Raw[j], Bias.Type).To(accumulator);
            foreach (var i in order)
            {
                var product = inputs[i] * FixedValue.Of(Weight.Raw[(i * NOut) + j], Weight.Type);
                sum = (sum + product.To(accumulator)).To(accumulator);
            }

            sums[j] = sum;
        }

        return sums;
    }
}
