using System.Numerics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>The largest value, the mean or the sum of what a window sees, channel by channel: <c>[height, width, channels]</c> or <c>[length, channels]</c>.</summary>
/// <remarks>
/// Max: <c>y = R(max x)</c> over the pixels within the image. Average: <c>acc = 0</c>; for every tap <c>acc = A(acc + x)</c>;
/// <c>y = R(A(acc / count))</c>, the quotient truncated toward zero at A's fraction bits; a sum is not divided. A is <c>Types["accum"]</c>.
/// </remarks>
/// <param name="name">The user's name of the node.</param>
/// <param name="operation">What becomes of a window.</param>
/// <param name="window">How it moves; a stride of 1 unless given.</param>
/// <param name="roundUp">Whether a window that leaves the padded image at the end counts (ONNX <c>ceil_mode</c>).</param>
/// <param name="countsPadding">Whether padding counts in a mean (ONNX <c>count_include_pad</c>).</param>
public sealed class Pooling(string name, PoolingOperation operation, SlidingWindow window, bool roundUp = false, bool countsPadding = false)
    : Layer(name)
{
    // Bits that keep the truncation of a quotient below what the result rounds anyway.
    private const int QuotientBits = 4;

    /// <inheritdoc/>
    public override string ClassName =>
        Operation + "Pooling" + (InputList is [{ Shape.Rank: 2 }] ? "1D" : "2D");

    /// <summary>What becomes of a window.</summary>
    public PoolingOperation Operation { get; } = operation;

    /// <summary>How the window moves.</summary>
    public SlidingWindow Window { get; set; } = window;

    /// <summary>Whether a window that leaves the padded image at the end counts.</summary>
    public bool RoundsUp { get; } = roundUp;

    /// <summary>Whether padding counts in a mean.</summary>
    public bool CountsPadding { get; } = countsPadding;

    /// <summary>Channels of input and output.</summary>
    public int Channels => Input.Shape[^1];

    /// <summary>Which pixel each position sees through each tap.</summary>
    public WindowGrid Grid => WindowGrid.Of(this, Window, RoundsUp);

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters =>
        [("window", Window), ("round up", RoundsUp), ("counts padding", CountsPadding)];

    /// <summary>What the mean at a position divides by.</summary>
    /// <param name="grid">The grid of the layer.</param>
    /// <param name="position">The position.</param>
    public int DivisorAt(WindowGrid grid, int position)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (Operation == PoolingOperation.Sum)
        {
            return 1;
        }

        if (!CountsPadding)
        {
            return PixelsAt(grid, position).Count();
        }

        // What rounding up adds lies beyond the padding and never counts.
        var rows = Within(position / grid.OutputWidth * Window.StrideHeight, Window.KernelHeight, Window.DilationHeight, Window.PadTop + grid.SpreadHeight + Window.PadBottom);
        return rows * Within(position % grid.OutputWidth * Window.StrideWidth, Window.KernelWidth, Window.DilationWidth, Window.PadLeft + grid.SpreadWidth + Window.PadRight);

        static int Within(int start, int kernel, int dilation, int size) => Enumerable.Range(0, kernel).Count(k => start + (k * dilation) < size);
    }

    /// <summary>The pixels within the image that a position sees, in the order of the taps.</summary>
    /// <param name="grid">The grid of the layer.</param>
    /// <param name="position">The position.</param>
    public IEnumerable<int> PixelsAt(WindowGrid grid, int position)
    {
        ArgumentNullException.ThrowIfNull(grid);
        for (var tap = 0; tap < Window.Taps; tap++)
        {
            if (grid.Pixel(position, tap) is >= 0 and var pixel)
            {
                yield return pixel;
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 1);
        var grid = Grid;
        for (var position = 0; position < grid.Positions; position++)
        {
            if (!PixelsAt(grid, position).Any())
            {
                throw ShapeRule.Misfit(this, $"A window of {ClassName} lies wholly in the padding of its input {Input.Shape}.");
            }
        }

        return [grid.OutputShape(Input.Shape.Rank, Channels)];
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        var grid = Grid;
        for (var position = 0; position < grid.Positions; position++)
        {
            int[] pixels = [.. PixelsAt(grid, position)];
            for (var c = 0; c < Channels; c++)
            {
                var (sum, largest) = (0.0, double.NegativeInfinity);
                foreach (var pixel in pixels)
                {
                    var value = x[(pixel * Channels) + c];
                    sum += value;
                    largest = Math.Max(largest, value);
                }

                y[(position * Channels) + c] = Operation == PoolingOperation.Max ? largest : sum / DivisorAt(grid, position);
            }
        }
    }

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var grid = Grid;
        var channels = RepeatedRange.PerChannel(Input.Range, Channels);
        if (Operation == PoolingOperation.Max)
        {
            context.FitResult(this, new RepeatedRange(channels, grid.Positions), Input.Type.Fraction);
            return;
        }

        var fraction = Input.Type.Fraction;
        var taps = Enumerable.Range(0, grid.Positions).Max(position => PixelsAt(grid, position).Count());
        var divisor = Enumerable.Range(0, grid.Positions).Max(position => DivisorAt(grid, position));
        var appended = BitOperations.Log2((uint)divisor) + (BitOperations.IsPow2(divisor) ? 0 : QuotientBits);
        var sums = channels.Select(range => new ValueRange(BigInteger.Min(0, range.Min * taps), BigInteger.Max(0, range.Max * taps)) << appended).ToArray();
        var accumulator = context.FitExactType(this, "accum", ValueRange.Hull(sums), fraction + appended);
        Types["accum"] = accumulator;
        var windows = Enumerable.Range(0, grid.Positions).Select(position => (PixelsAt(grid, position).Count(), DivisorAt(grid, position))).Distinct().ToArray();
        var means = channels.Select(range => ValueRange.Hull(windows.Select(window => Mean(range, window.Item1, window.Item2, accumulator))));
        context.FitResult(this, new RepeatedRange([.. means], grid.Positions), accumulator.Fraction);
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        var grid = Grid;
        for (var k = 0; k < y.Length; k++)
        {
            var (position, c) = (k / Channels, k % Channels);
            FixedValue? value = null;
            foreach (var pixel in PixelsAt(grid, position))
            {
                var next = FixedValue.Of(x[(pixel * Channels) + c], Input.Type);
                value = Operation == PoolingOperation.Max
                    ? value is { } largest ? FixedValue.Max(largest, next) : next
                    : ((value ?? FixedValue.Zero) + next).To(Types["accum"]);
            }

            var result = Operation == PoolingOperation.Max ? value!.Value
                : (value!.Value / new FixedValue(DivisorAt(grid, position), 0)).To(Types["accum"]);
            y[k] = result.To(Output.Type).Raw;
        }
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return PoolingKernel.Create(this, plan);
    }

    /// <summary>The interval of a mean, in units of the accumulator: additions, conversions and quotients are monotone.</summary>
    private ValueRange Mean(ValueRange range, int pixels, int divisor, FixedType accumulator)
    {
        var fraction = Math.Max(Input.Type.Fraction, accumulator.Fraction);
        var sum = ValueRange.Zero;
        for (var i = 0; i < pixels; i++)
        {
            sum = ((sum << (fraction - accumulator.Fraction)) + (range << (fraction - Input.Type.Fraction))).Convert(fraction, accumulator);
        }

        return new ValueRange(BigInteger.Divide(sum.Min, divisor), BigInteger.Divide(sum.Max, divisor)).Convert(accumulator.Fraction, accumulator);
    }
}
