using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Two transpositions in a row are one, two equal ones of a tensor are one, and one that leaves every element in its place is a
/// reshape.
/// </summary>
public sealed class MergeTransposes : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Transpose)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is Transpose transpose && !Fusion.IsSet(node, "result")
        && (IsUnread(node) || Transposes.MovesNothing(transpose.Permutation, node.Input.Shape) || Transposes.Behind(node) is not null || Twin(transpose) is not null);

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var transpose = (Transpose)node;
        if (IsUnread(node))
        {
            Transposes.RemoveUnread(model, [node]);
        }
        else if (Transposes.MovesNothing(transpose.Permutation, node.Input.Shape))
        {
            Straighten(model, node, node.Input);
        }
        else if (Transposes.Behind(node) is { } first)
        {
            int[] order = [.. transpose.Permutation.Select(axis => first.Permutation[axis])];
            if (Transposes.MovesNothing(order, first.Input.Shape))
            {
                Straighten(model, node, first.Input);
            }
            else
            {
                var both = model.Add(new Transpose(node.Name, order), [first.Input], node.Output.Name);
                both.Absorb(node);
                model.ReplaceUses(node.Output, both.Output);
            }

            Transposes.RemoveUnread(model, [node]);
        }
        else
        {
            model.ReplaceUses(node.Output, Twin(transpose)!.Output);
            model.Remove(node);
        }

        return true;
    }

    /// <summary>Lets the readers of a transposition read what holds the same elements in the same order. That keeps its name.</summary>
    private static void Straighten(ModelGraph model, Layer node, Tensor same)
    {
        var needsShape = !same.Shape.Equals(node.Output.Shape) || (node.Output.IsModelOutput && same.Producer is Input);
        model.ReplaceUses(node.Output, needsShape ? model.Add(new Reshape(node.Name, node.Output.Shape), [same], $"{same.Name}_reshaped").Output : same);
        Transposes.RemoveUnread(model, [node]);
    }

    private static bool IsUnread(Layer node) => node.Output.Consumers.Count == 0 && !node.Output.IsModelOutput;

    private static Transpose? Twin(Transpose node) => node.Input.Consumers.OfType<Transpose>().FirstOrDefault(other =>
        other != node && other.Permutation.SequenceEqual(node.Permutation) && !Fusion.IsSet(other, "result") && !(node.Output.IsModelOutput && other.Output.IsModelOutput));
}
