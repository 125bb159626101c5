namespace Hls4Net.CxxProjects;

/// <summary>The call of a recurrent kernel: types follow from the arguments; states before the first step are tensors or constants.</summary>
/// <param name="layerClass">Class name of the layers it serves.</param>
/// <param name="kernel">Name of the kernel.</param>
/// <param name="states">Roles of the states before the first step.</param>
/// <param name="constants">Roles of weights and tables in the order of the kernel's parameters.</param>
internal sealed class RecurrentCall(string layerClass, string kernel, string[] states, params string[] constants)
    : FunctionCallTemplate(layerClass, "nnet_utils/nnet_recurrent.h")
{
    /// <inheritdoc/>
    protected override void TransformCore()
    {
        var layer = (RecurrentLayer)Layer;
        var initial = layer.StatesAreInputs ? layer.Inputs.Skip(1).Select(Names.Variable) : states.Select(role => Names.Constant(layer, role));
        var arguments = initial.Prepend(Names.Variable(layer.Input)).Concat(layer.Outputs.Select(Names.Variable))
            .Concat(constants.Select(role => Names.Constant(layer, role)));
        Write($"nnet::{kernel}<{Names.Config(layer)}>({string.Join(", ", arguments)});");
    }
}
