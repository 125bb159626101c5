namespace Hls4Net.CxxProjects;

/// <summary>The call that joins any number of tensors: their lengths are template arguments, one per tensor.</summary>
internal sealed class ConcatenateCall() : FunctionCallTemplate(nameof(Concatenate), "nnet_utils/nnet_concatenate.h")
{
    /// <inheritdoc/>
    protected override void TransformCore()
    {
        var layer = (Concatenate)Layer;
        var lengths = layer.Inputs.Select(input => FormattableString.Invariant($"{input.Shape.Count / layer.Repetitions}"));
        var arguments = layer.Inputs.Prepend(layer.Output).Select(Names.Variable);
        Write($"nnet::concatenate<{Names.Config(layer)}, {string.Join(", ", lengths)}>({string.Join(", ", arguments)});");
    }
}
