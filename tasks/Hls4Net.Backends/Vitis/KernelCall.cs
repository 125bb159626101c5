namespace Hls4Net.Vitis;

/// <summary>
/// The call that all kernels of the library share: <c>nnet::kernel&lt;input types, result type, config&gt;(inputs, result, constants)</c>.
/// </summary>
/// <param name="layerClass">Class name of the layers it serves.</param>
/// <param name="kernel">Name of the kernel for a layer.</param>
/// <param name="header">Header below nnet_utils that declares it.</param>
/// <param name="constants">Roles of weights and tables in the order of the kernel's parameters; a role that a layer lacks is left out.</param>
internal sealed class KernelCall<TLayer>(string layerClass, Func<TLayer, string> kernel, string header, params string[] constants)
    : FunctionCallTemplate(layerClass, "nnet_utils/" + header)
    where TLayer : Layer
{
    /// <summary>A call for the layers whose class name is that of their C# class.</summary>
    public KernelCall(Func<TLayer, string> kernel, string header, params string[] constants)
        : this(typeof(TLayer).Name, kernel, header, constants)
    {
    }

    /// <summary>A call whose kernel is the same for all layers of the class.</summary>
    public KernelCall(string kernel, string header, params string[] constants)
        : this(_ => kernel, header, constants)
    {
    }

    /// <inheritdoc/>
    protected override void TransformCore()
    {
        var types = Layer.Inputs.Concat(Layer.Outputs).Select(Names.Type).Append(Names.Config(Layer));
        var arguments = Layer.Inputs.Concat(Layer.Outputs).Select(Names.Variable)
            .Concat(constants.Where(role => Layer.Weights.ContainsKey(role) || Layer.Tables.ContainsKey(role)).Select(role => Names.Constant(Layer, role)));
        Write($"nnet::{kernel((TLayer)Layer)}<{string.Join(", ", types)}>({string.Join(", ", arguments)});");
    }
}
