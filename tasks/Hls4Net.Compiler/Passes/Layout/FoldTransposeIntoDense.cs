using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A transposition whose result is flattened for a <see cref="Dense"/> becomes another order of its weights' rows: the sums are
/// the same, and nothing moves.
/// </summary>
public sealed class FoldTransposeIntoDense : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Dense)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is Dense dense && node.Input.Producer is Reshape reshape && Transposes.Behind(reshape) is { } transpose && StaysWithinRows(transpose, dense.NIn);

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var dense = (Dense)node;
        var reshape = dense.Input.Producer!;
        var transpose = Transposes.Behind(reshape)!;
        var columns = dense.NOut;
        var places = new int[dense.Weight.Values.Count];
        for (var row = 0; row < dense.NIn; row++)
        {
            var place = transpose.Sources[row];
            for (var column = 0; column < columns; column++)
            {
                places[(place * columns) + column] = (row * columns) + column;
            }
        }

        dense.SetWeight(dense.Weight.Picked(places));
        var flat = model.Add(new Reshape(reshape.Name, reshape.Output.Shape), [transpose.Input], $"{reshape.Output.Name}_channels_last");
        model.SetInput(dense, 0, flat.Output);
        Transposes.RemoveUnread(model, [reshape]);
        return true;
    }

    /// <summary>Whether the axes in front of those that make up a row stay where they are.</summary>
    private static bool StaysWithinRows(Transpose transpose, int row)
    {
        var (axis, count) = (transpose.Permutation.Count, 1L);
        while (count < row)
        {
            count *= transpose.Output.Shape[--axis];
        }

        return count == row && Enumerable.Range(0, axis).All(i => transpose.Permutation[i] == i);
    }
}
