using System.Numerics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A product of two tensors of data, summed over the axes that the result lacks: matrix products, stacks of them, and any other
/// contraction. Axes carry labels; those of the same label run together.
/// </summary>
/// <remarks>
/// <c>acc = 0</c>; over the summed labels, those of the left operand first and in its order: <c>acc = A(acc + a · b)</c>;
/// <c>y = R(acc)</c>. A is <c>Types["accum"]</c>.
/// </remarks>
/// <param name="name">The user's name of the node.</param>
/// <param name="left">A label for each axis of the first input; none twice.</param>
/// <param name="right">A label for each axis of the second input; none twice.</param>
/// <param name="result">The labels of the result's axes; each is one of an input's.</param>
public sealed class Einsum(string name, IReadOnlyList<int> left, IReadOnlyList<int> right, IReadOnlyList<int> result) : Layer(name)
{
    // Beyond so many products their intervals are not looked at one by one.
    private const long MostTermsApart = 1 << 20;

    /// <summary>A label for each axis of the first input.</summary>
    public IReadOnlyList<int> Left { get; set; } = [.. left];

    /// <summary>A label for each axis of the second input.</summary>
    public IReadOnlyList<int> Right { get; set; } = [.. right];

    /// <summary>The labels of the result's axes.</summary>
    public IReadOnlyList<int> Result { get; set; } = [.. result];

    /// <summary>Steps in which hardware computes the elements of the result, as many in each: how often one multiplier is used.</summary>
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
    public override IEnumerable<(string Name, object? Value)> Parameters => [("equation", $"{Text(Left)},{Text(Right)}->{Text(Result)}"), ("reuse", ReuseFactor)];

    /// <summary>Products that make one element of the result.</summary>
    public int Terms => Steps(Left, Inputs[0].Shape).Length;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 2);
        var lengths = new Dictionary<int, int>();
        foreach (var (labels, shape) in ((IReadOnlyList<int>, TensorShape)[])[(Left, Inputs[0].Shape), (Right, Inputs[1].Shape)])
        {
            if (labels.Count != shape.Rank || labels.Distinct().Count() != labels.Count)
            {
                throw ShapeRule.Misfit(this, $"[{Text(labels)}] does not label the axes of {shape}.");
            }

            for (var axis = 0; axis < shape.Rank; axis++)
            {
                if (!lengths.TryAdd(labels[axis], shape[axis]) && lengths[labels[axis]] != shape[axis])
                {
                    throw ShapeRule.Misfit(this, $"The axes of {Inputs[0].Shape} and {Inputs[1].Shape} that run together ({Text(Left)},{Text(Right)}) differ in length.");
                }
            }
        }

        return Result.All(lengths.ContainsKey) && Result.Distinct().Count() == Result.Count
            ? [new TensorShape([.. Result.Select(label => lengths[label])])]
            : throw ShapeRule.Misfit(this, $"[{Text(Result)}] are not labels of the inputs.");
    }

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (a, b) = (Inputs[0], Inputs[1]);
        var paths = Paths();
        var fraction = a.Type.Fraction + b.Type.Fraction;
        var (sums, partial) = (long)Output.Shape.Count * paths.LeftSteps.Length > MostTermsApart ? SumsOfAny(paths) : SumsOfEach(paths);
        var accumulator = context.FitExactType(this, "accum", partial, fraction);
        Types["accum"] = accumulator;

        // A type of the user's that cannot hold every sum may end up anywhere.
        var isExact = accumulator.Fraction >= fraction && !partial.Overflows(fraction, accumulator);
        context.FitResult(
            this, isExact ? [.. sums.Select(sum => sum << (accumulator.Fraction - fraction))] : [.. sums.Select(_ => ValueRange.Of(accumulator))], accumulator.Fraction);
        (Tables["left_table"], Types["left_table"]) = Table(paths.LeftStarts);
        (Tables["right_table"], Types["right_table"]) = Table(paths.RightStarts);
        (Tables["left_step_table"], Types["left_step_table"]) = Table(paths.LeftSteps);
        (Tables["right_step_table"], Types["right_step_table"]) = Table(paths.RightSteps);
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (a, b) = (context.Input(0).ToArray(), context.Input(1).ToArray());
        var y = context.Output(0);
        var paths = Paths();
        for (var i = 0; i < y.Length; i++)
        {
            for (var k = 0; k < paths.LeftSteps.Length; k++)
            {
                y[i] += a[paths.LeftStarts[i] + paths.LeftSteps[k]] * b[paths.RightStarts[i] + paths.RightSteps[k]];
            }
        }
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (a, b) = (context.Input(0).ToArray(), context.Input(1).ToArray());
        var (y, accumulator) = (context.Output(0).ToArray(), Types["accum"]);
        var paths = Paths();
        for (var i = 0; i < y.Length; i++)
        {
            var sum = FixedValue.Zero;
            for (var k = 0; k < paths.LeftSteps.Length; k++)
            {
                var (p, q) = (a[paths.LeftStarts[i] + paths.LeftSteps[k]], b[paths.RightStarts[i] + paths.RightSteps[k]]);
                sum = (sum + (FixedValue.Of(p, Inputs[0].Type) * FixedValue.Of(q, Inputs[1].Type))).To(accumulator);
            }

            y[i] = sum.To(Output.Type).Raw;
        }

        y.CopyTo(context.Output(0));
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan) => EinsumKernel.Create(this, plan);

    /// <summary>The interval of every sum, and one around all partial sums.</summary>
    private (ValueRange[] Sums, ValueRange Partial) SumsOfEach(EinsumPaths paths)
    {
        var (a, b) = (Inputs[0].Range, Inputs[1].Range);
        var (sums, partial) = (new ValueRange[Output.Shape.Count], ValueRange.Zero);
        for (var i = 0; i < sums.Length; i++)
        {
            var sum = ValueRange.Zero;
            for (var k = 0; k < paths.LeftSteps.Length; k++)
            {
                sum += a[paths.LeftStarts[i] + paths.LeftSteps[k]] * b[paths.RightStarts[i] + paths.RightSteps[k]];
                partial = partial.Hull(sum);
            }

            sums[i] = sum;
        }

        return (sums, partial);
    }

    /// <summary>The same from the intervals around all elements of the operands: coarser, and quick.</summary>
    private (ValueRange[] Sums, ValueRange Partial) SumsOfAny(EinsumPaths paths)
    {
        var product = ValueRange.Hull(Inputs[0].Range) * ValueRange.Hull(Inputs[1].Range);
        var sum = product * paths.LeftSteps.Length;
        return ([.. Enumerable.Repeat(sum, Output.Shape.Count)], sum.Hull(product).Hull(ValueRange.Zero));
    }

    /// <summary>Where the factors of each element stand: a start per element plus a step per term, in either operand.</summary>
    internal EinsumPaths Paths() => new(
        Starts(Left, Inputs[0].Shape), Starts(Right, Inputs[1].Shape), Steps(Left, Inputs[0].Shape), Steps(Right, Inputs[1].Shape));

    private static string Text(IEnumerable<int> labels) => string.Concat(labels.Select(label => label < 26 ? $"{(char)('a' + label)}" : $"({label})"));

    private static (long[] Table, FixedType Type) Table(int[] positions)
    {
        var bits = Math.Max(1, new BigInteger(positions.Max()).GetBitLength());
        return (Array.ConvertAll(positions, position => (long)position), new FixedType((int)bits, (int)bits, Signed: false));
    }

    private int[] Starts(IReadOnlyList<int> labels, TensorShape shape) => Positions(Result, labels, shape);

    private int[] Steps(IReadOnlyList<int> labels, TensorShape shape) =>
        Positions([.. Left.Concat(Right).Distinct().Except(Result)], labels, shape);

    /// <summary>Positions in a tensor as the axes of some labels run, the last one fastest; labels that the tensor lacks do not move.</summary>
    private int[] Positions(IReadOnlyList<int> running, IReadOnlyList<int> labels, TensorShape shape)
    {
        var strides = AxisSources.Strides(shape);
        return AxisSources.Combine([.. running.Select(label =>
        {
            var axis = AxisOf(labels, label);
            return Enumerable.Range(0, LengthOf(label)).Select(i => axis < 0 ? 0 : i * strides[axis]).ToArray();
        })]);
    }

    private int LengthOf(int label)
    {
        var axis = AxisOf(Left, label);
        return axis >= 0 ? Inputs[0].Shape[axis] : Inputs[1].Shape[AxisOf(Right, label)];
    }

    private static int AxisOf(IReadOnlyList<int> labels, int label)
    {
        for (var axis = 0; axis < labels.Count; axis++)
        {
            if (labels[axis] == label)
            {
                return axis;
            }
        }

        return -1;
    }
}

/// <summary>Where the factors of the sums stand: element i, term k at <c>Starts[i] + Steps[k]</c> of either operand.</summary>
/// <param name="LeftStarts">Per element of the result, in the first operand.</param>
/// <param name="RightStarts">Per element of the result, in the second operand.</param>
/// <param name="LeftSteps">Per term, in the first operand.</param>
/// <param name="RightSteps">Per term, in the second operand.</param>
internal sealed record EinsumPaths(int[] LeftStarts, int[] RightStarts, int[] LeftSteps, int[] RightSteps);
