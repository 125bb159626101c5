using System.Numerics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A convolution over <c>[height, width, channels]</c> or <c>[length, channels]</c>: at every position of its window a matrix product
/// of what the window sees, in groups of channels. Padding is zero.
/// </summary>
/// <remarks>
/// Output channel m of group g: <c>acc = A(bias[m])</c>; for every window element i = tap · (channels / groups) + c in
/// <see cref="SummationOrder"/>: <c>acc = A(acc + A(x[pixel(tap), g · channels / groups + c] · weight[tap, c, m]))</c>; <c>y = R(acc)</c>.
/// A is <c>Types["accum"]</c>.
/// </remarks>
public class Convolution : Layer, IWeightedSums
{
    /// <summary>A layer with trained weights.</summary>
    /// <param name="name">The user's name of the node.</param>
    /// <param name="weight">
    /// The kernel, named <c>weight</c>: [kernel height, kernel width, channels / groups, outputs], without the first dimension for a
    /// one-dimensional convolution. Outputs are sorted by group.
    /// </param>
    /// <param name="bias">The offsets, named <c>bias</c>, one per output; null for none.</param>
    /// <param name="window">How the kernel moves; its size is the kernel's.</param>
    /// <param name="groups">Number of groups of channels that do not see each other.</param>
    public Convolution(string name, WeightTensor weight, WeightTensor? bias, SlidingWindow window, int groups = 1)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        SetWeight(weight);
        if (bias is not null)
        {
            SetWeight(bias);
        }

        (Window, Groups) = (window, groups);
    }

    /// <inheritdoc/>
    public override string ClassName => (IsDepthwise ? "DepthwiseConv" : "Conv") + Dimensions + "D";

    /// <summary>How the kernel moves.</summary>
    public SlidingWindow Window { get; set; }

    /// <summary>Groups of channels that do not see each other.</summary>
    public int Groups { get; }

    /// <summary>The kernel: [kernel height, kernel width, channels / groups, outputs], one dimension less in one dimension.</summary>
    public WeightTensor Weight => Weights["weight"];

    /// <summary>The offsets, one per output; null when there are none.</summary>
    public WeightTensor? Bias => Weights.GetValueOrDefault("bias");

    /// <summary>1 or 2.</summary>
    public int Dimensions => Weight.Shape.Rank - 2;

    /// <summary>Channels of the input.</summary>
    public int Channels => Weight.Shape[^2] * Groups;

    /// <summary>Channels that an output sees.</summary>
    public int GroupChannels => Weight.Shape[^2];

    /// <summary>Whether every output sees one channel of several.</summary>
    public bool IsDepthwise => Groups > 1 && GroupChannels == 1;

    /// <summary>Elements of the window that an output sees.</summary>
    public int NIn => Window.Taps * GroupChannels;

    /// <summary>Channels of the output.</summary>
    public int NOut => Weight.Shape[^1];

    /// <summary>Positions of the window.</summary>
    public int Positions => Output.Shape.Count / NOut;

    /// <summary>Which pixel each position sees through each tap.</summary>
    public WindowGrid Grid => WindowGrid.Of(this, Window);

    /// <summary>Positions computed at the same time: a divisor of their number.</summary>
    public int ParallelizationFactor { get; set; } = 1;

    /// <inheritdoc/>
    public int ParallelPositions => ParallelizationFactor;

    /// <inheritdoc/>
    public int InputPeriod => Channels;

    /// <inheritdoc/>
    public bool SeesPadding => Grid.HasPadding;

    /// <summary>How often one multiplier is used per position; legal values see the pass that sets it.</summary>
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
    public override IEnumerable<(string Name, object? Value)> Parameters =>
        [("window", Window), ("groups", Groups), ("strategy", Strategy), ("reuse", ReuseFactor), ("parallel", ParallelizationFactor)];

    /// <summary>The order in which the elements of a window enter the sum of an output, as in <see cref="Dense.SummationOrder"/>.</summary>
    public IEnumerable<int> SummationOrder() => ReuseOrder.Of(NIn, Strategy, ReuseFactor);

    /// <inheritdoc/>
    public int InputOf(int factor) => (factor % NOut / (NOut / Groups) * GroupChannels) + (factor / NOut % GroupChannels);

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 1);
        var shape = Weight.Shape;
        if (shape.Rank is not (3 or 4))
        {
            throw ShapeRule.Misfit(this, $"A convolution needs a weight of three or four dimensions, not {shape}.");
        }

        if (shape[^3] != Window.KernelWidth || (shape.Rank == 4 ? shape[0] : 1) != Window.KernelHeight)
        {
            throw ShapeRule.Misfit(this, $"The weight {shape} of {ClassName} does not have the size of its window, {Window.KernelHeight}x{Window.KernelWidth}.");
        }

        if (Input.Shape.Rank != shape.Rank - 1 || Input.Shape[^1] != Channels)
        {
            throw ShapeRule.Misfit(this, $"{ClassName} has a weight of shape {shape} in {Groups} group(s), which does not suit its input {Input.Shape}.");
        }

        if (NOut % Groups != 0)
        {
            throw ShapeRule.Misfit(this, $"The {NOut} outputs of {ClassName} do not divide into {Groups} groups.");
        }

        if (Bias is { } bias && bias.Shape.Count != NOut)
        {
            throw ShapeRule.Misfit(this, $"{ClassName} has {NOut} outputs but {bias.Shape.Count} bias values.");
        }

        return [Grid.OutputShape(Input.Shape.Rank, NOut)];
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        y.Clear();

        // Looked up once: they are dictionary entries, and the loops are what a large model's conversion waits for.
        var (grid, weights, bias, taps) = (Grid, Weight.Trained, Bias?.Trained, Window.Taps);
        var (channels, groupChannels, nOut, outputs) = (Channels, GroupChannels, NOut, NOut / Groups);
        for (var position = 0; position < grid.Positions; position++)
        {
            var results = y.Slice(position * nOut, nOut);
            bias?.CopyTo(results);
            for (var tap = 0; tap < taps; tap++)
            {
                if (grid.Pixel(position, tap) is var pixel && pixel < 0)
                {
                    continue;
                }

                var seen = x.Slice(pixel * channels, channels);
                var kernel = weights.AsSpan(tap * groupChannels * nOut, groupChannels * nOut);
                if (groupChannels == 1 && outputs == 1)
                {
                    VectorSum.AddProducts(seen, kernel, results);
                    continue;
                }

                for (var group = 0; group < Groups; group++)
                {
                    VectorSum.AddProduct(
                        seen.Slice(group * groupChannels, groupChannels), kernel[(group * outputs)..], nOut, results.Slice(group * outputs, outputs));
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        WeightedSumsPrecision.Infer(this, context, () => ProductSums.Of(this));
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        var accumulator = Types["accum"];
        var grid = Grid;
        int[] order = [.. SummationOrder()];
        var weights = Weight.Raw;
        for (var k = 0; k < y.Length; k++)
        {
            var (position, m) = (k / NOut, k % NOut);
            var first = m / (NOut / Groups) * GroupChannels;
            var sum = (Bias is { } bias ? FixedValue.Of(bias.Raw[m], bias.Type) : FixedValue.Zero).To(accumulator);
            foreach (var i in order)
            {
                var pixel = grid.Pixel(position, i / GroupChannels);
                var value = pixel < 0 ? BigInteger.Zero : x[(pixel * Channels) + first + (i % GroupChannels)];
                var product = FixedValue.Of(value, Input.Type) * FixedValue.Of(weights[(i * NOut) + m], Weight.Type);
                sum = (sum + product.To(accumulator)).To(accumulator);
            }

            y[k] = sum.To(Output.Type).Raw;
        }
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return ConvolutionKernels.Create(this, plan, sums => sums);
    }
}
