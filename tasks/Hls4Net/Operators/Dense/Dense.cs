using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>A matrix product along the last dimension with optional bias: <c>[…, NIn] → […, NOut]</c>.</summary>
/// <remarks>
/// <c>acc = A(bias[j])</c>; for every i in <see cref="SummationOrder"/>: <c>acc = A(acc + A(x[i] · weight[i, j]))</c>; <c>y[j] = R(acc)</c>.
/// A is <c>Types["accum"]</c>: it rounds each product, and overflows as it says after each step.
/// </remarks>
public sealed class Dense : Layer, IWeightedSums
{
    /// <summary>A layer with trained weights.</summary>
    /// <param name="name">The user's name of the node.</param>
    /// <param name="weight">The matrix, named <c>weight</c>, shape [NIn, NOut].</param>
    /// <param name="bias">The offsets, named <c>bias</c>, shape [NOut]; null for none.</param>
    public Dense(string name, WeightTensor weight, WeightTensor? bias = null)
        : base(name)
    {
        SetWeight(weight);
        if (bias is not null)
        {
            SetWeight(bias);
        }
    }

    /// <summary>The matrix, shape [NIn, NOut].</summary>
    public WeightTensor Weight => Weights["weight"];

    /// <summary>The offsets, shape [NOut]; null when there are none.</summary>
    public WeightTensor? Bias => Weights.GetValueOrDefault("bias");

    /// <summary>Whether there are offsets.</summary>
    public bool HasBias => Bias is not null;

    /// <summary>Length of an input vector.</summary>
    public int NIn => Weight.Shape[0];

    /// <summary>Length of an output vector.</summary>
    public int NOut => Weight.Shape[1];

    /// <summary>Number of vectors the matrix is applied to.</summary>
    public int Positions => Input.Shape.Count / NIn;

    /// <inheritdoc/>
    /// <remarks>All of them, because the pipeline of the whole function unrolls every loop inside it; one by one with weights in memory.</remarks>
    public int ParallelPositions => Strategy == Strategy.Resource ? 1 : Positions;

    /// <inheritdoc/>
    public int InputPeriod => NIn;

    /// <inheritdoc/>
    public bool SeesPadding => false;

    /// <summary>How often one multiplier is used per inference; legal values see the pass that sets it.</summary>
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
    public ProductForm Products { get; set; }

    /// <summary>The chosen implementation; it decides the order of summation.</summary>
    public Strategy Strategy { get; set; } = Strategy.Latency;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => [("strategy", Strategy), ("reuse", ReuseFactor)];

    /// <summary>
    /// The order in which inputs enter the sum of an output. It shows only where the accumulator saturates. Implementations with
    /// memory take every ReuseFactor-th input per step, unless one step serves less than a whole output.
    /// </summary>
    public IEnumerable<int> SummationOrder() => ReuseOrder.Of(NIn, Strategy, ReuseFactor);

    /// <inheritdoc/>
    public int InputOf(int factor) => factor / NOut;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 1);
        if (Weight.Shape.Rank != 2)
        {
            throw ShapeRule.Misfit(this, $"Dense needs a weight of two dimensions, not {Weight.Shape}.");
        }

        if (Input.Shape.Rank == 0 || Input.Shape[^1] != NIn)
        {
            throw ShapeRule.Misfit(this, $"Dense multiplies vectors of {NIn} values, but its input has shape {Input.Shape}.");
        }

        if (Bias is { } bias && bias.Shape.Count != NOut)
        {
            throw ShapeRule.Misfit(this, $"Dense has {NOut} outputs but {bias.Shape.Count} bias values.");
        }

        return [Input.Shape.WithLast(NOut)];
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        y.Clear();
        var (weights, bias, nIn, nOut) = (Weight.Trained, Bias?.Trained, NIn, NOut);
        for (var position = 0; position < Positions; position++)
        {
            var outputs = y.Slice(position * nOut, nOut);
            bias?.CopyTo(outputs);
            VectorSum.AddProduct(x.Slice(position * nIn, nIn), weights, nOut, outputs);
        }
    }

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        WeightedSumsPrecision.Infer(this, context, () => [ProductSums.Of(this)]);
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        var accumulator = Types["accum"];
        int[] order = [.. SummationOrder()];
        for (var k = 0; k < y.Length; k++)
        {
            var (position, j) = (k / NOut, k % NOut);
            var sum = (Bias is { } bias ? FixedValue.Of(bias.Raw[j], bias.Type) : FixedValue.Zero).To(accumulator);
            foreach (var i in order)
            {
                var product = FixedValue.Of(x[(position * NIn) + i], Input.Type) * FixedValue.Of(Weight.Raw[(i * NOut) + j], Weight.Type);
                sum = (sum + product.To(accumulator)).To(accumulator);
            }

            y[k] = sum.To(Output.Type).Raw;
        }
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return DenseKernel.Create(this, plan, sums => sums);
    }
}
