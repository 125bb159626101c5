using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A matrix product along the last dimension with optional bias: <c>[…, NIn] → […, NOut]</c>.
/// </summary>
public sealed class Dense : Layer, IMatrixProduct
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

    /// <summary>How often one multiplier is used per inference; legal values see the pass that sets it.</summary>
    public int ReuseFactor { get; set; } = 1;

    /// <summary>The chosen implementation; it decides the order of summation.</summary>
    public Strategy Strategy { get; set; } = Strategy.Latency;

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

        return [new TensorShape([.. Input.Shape.Dimensions.SkipLast(1), NOut])];
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        var weight = Weight.Values;
        for (var position = 0; position < Positions; position++)
        {
            var outputs = y.Slice(position * NOut, NOut);
            for (var j = 0; j < NOut; j++)
            {
                outputs[j] = Bias?.Values[j] ?? 0;
            }

            for (var i = 0; i < NIn; i++)
            {
                var value = x[(position * NIn) + i];
                for (var j = 0; j < NOut; j++)
                {
                    outputs[j] += value * weight[(i * NOut) + j];
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context) => throw new NotImplementedException();
}
