using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>A transposition before or behind an <see cref="Einsum"/> is another order of its labels: heads of attention cost no movement.</summary>
public sealed class FoldTransposeIntoEinsum : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Einsum), nameof(Transpose)];

    /// <inheritdoc/>
    public override bool Match(Layer node) => node is Einsum
        ? Transposes.Behind(node) is not null || Transposes.Behind(node, 1) is not null
        : !Fusion.IsSet(node, "result") && Fusion.OnlyProducer<Einsum>(node) is not null;

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        if (node is Transpose last)
        {
            var made = (Einsum)node.Input.Producer!;
            made.Result = [.. last.Permutation.Select(axis => made.Result[axis])];
            model.SetInputs(made, [.. made.Inputs]);
            model.ReplaceUses(node.Output, made.Output);
            model.Remove(node);
            return true;
        }

        var einsum = (Einsum)node;
        Tensor[] inputs = [.. einsum.Inputs];
        Layer[] old = [.. inputs.Select(input => input.Producer!)];
        for (var i = 0; i < inputs.Length; i++)
        {
            if (Transposes.Behind(einsum, i) is { } transpose)
            {
                // Axis k behind the transposition is axis Permutation[k] in front of it.
                var labels = i == 0 ? einsum.Left : einsum.Right;
                int[] turned = [.. Transposes.Inverse(transpose.Permutation).Select(axis => labels[axis])];
                if (i == 0)
                {
                    einsum.Left = turned;
                }
                else
                {
                    einsum.Right = turned;
                }

                inputs[i] = transpose.Input;
            }
        }

        model.SetInputs(einsum, inputs);
        Transposes.RemoveUnread(model, old);
        return true;
    }
}
