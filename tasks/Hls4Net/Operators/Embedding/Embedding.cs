using System.Numerics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// Rows of a table by their numbers: every element of the input becomes the row it names, <c>[…]</c> to <c>[…, width]</c>. The number
/// is rounded down; one below zero names the first row and one beyond the table the last: hardware has no error to raise.
/// </summary>
public sealed class Embedding : Layer
{
    /// <summary>A layer with a trained table.</summary>
    /// <param name="name">The user's name of the node.</param>
    /// <param name="embeddings">The table, named <c>embeddings</c>: <c>[rows, width]</c>.</param>
    public Embedding(string name, WeightTensor embeddings)
        : base(name) => SetWeight(embeddings);

    /// <summary>The table; its type has the role <c>embeddings</c>.</summary>
    public WeightTensor Embeddings => Weights["embeddings"];

    /// <summary>Rows of the table.</summary>
    public int Rows => Embeddings.Shape[0];

    /// <summary>Elements of a row.</summary>
    public int RowWidth => Embeddings.Shape[1];

    /// <summary>How an element addresses a row.</summary>
    public LookupIndex RowIndex => new(1, 0, 0, Truncate: false, Rows);

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 1);
        return Embeddings.Shape.Rank == 2 ? [new TensorShape([.. Input.Shape.Dimensions, RowWidth])]
            : throw ShapeRule.Misfit(this, $"A table has rows and columns, not the shape {Embeddings.Shape}.");
    }

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.FitWeights(this, Embeddings, "embeddings");
        var columns = new ValueRange[RowWidth];
        for (var column = 0; column < columns.Length; column++)
        {
            var range = ValueRange.Of(Entry(0, column).Raw);
            for (var row = 1; row < Rows; row++)
            {
                range = range.Hull(ValueRange.Of(Entry(row, column).Raw));
            }

            columns[column] = range;
        }

        context.FitResult(this, new RepeatedRange(columns, Input.Shape.Count), Embeddings.Type.Fraction);
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        for (var i = 0; i < x.Length; i++)
        {
            var row = (int)Math.Clamp(Math.Floor(x[i]), 0, Rows - 1);
            Embeddings.Trained.AsSpan(row * RowWidth, RowWidth).CopyTo(y[(i * RowWidth)..]);
        }
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = context.Input(0);
        var y = context.Output(0);
        for (var i = 0; i < x.Length; i++)
        {
            var row = RowIndex.Of(x[i], Input.Type.Fraction);
            for (var column = 0; column < RowWidth; column++)
            {
                y[(i * RowWidth) + column] = Entry(row, column).To(Output.Type).Raw;
            }
        }
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!Output.Type.FitsInt64)
        {
            return null;
        }

        var (x, fraction) = (plan.InputRange(0), Input.Type.Fraction);
        long[][] columns = [.. Enumerable.Range(0, RowWidth).Select(column => Enumerable.Range(0, Rows).Select(row => (long)Entry(row, column).To(Output.Type).Raw).ToArray())];
        return plan.ComputeLane([.. columns.Select(column => VectorLookup.LaneOf(x, fraction, RowIndex, column))]) switch
        {
            Lane.Int16 => new Kernel<short>([.. columns.Select(column => new VectorLookup<short>(x, fraction, RowIndex, column))]),
            Lane.Int32 => new Kernel<int>([.. columns.Select(column => new VectorLookup<int>(x, fraction, RowIndex, column))]),
            Lane.Int64 => new Kernel<long>([.. columns.Select(column => new VectorLookup<long>(x, fraction, RowIndex, column))]),
            _ => null,
        };
    }

    private FixedValue Entry(int row, int column)
    {
        var raw = Embeddings.Raw[(row * RowWidth) + column];
        return FixedValue.Of(Embeddings.Type.Signed ? raw : (ulong)raw, Embeddings.Type);
    }

    private sealed class Kernel<T>(VectorLookup<T>[] columns) : LaneKernel
        where T : unmanaged, IBinaryInteger<T>
    {
        public override void Run(LaneBlock block)
        {
            var (x, y) = (block.Input(0), block.Output(0));
            for (var e = 0; e < x.Count; e++)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var number = x.Load<T>(e, part);
                    for (var column = 0; column < columns.Length; column++)
                    {
                        y.Store((e * columns.Length) + column, part, columns[column].Apply(number));
                    }
                }
            }
        }
    }
}
