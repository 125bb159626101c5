using Hls4Net.Streams;

namespace Hls4Net.CxxProjects;

/// <summary>
/// The call that all kernels of the library share: <c>nnet::kernel&lt;input types, result type, config&gt;(inputs, result, constants)</c>.
/// </summary>
/// <param name="layerClass">Class name of the layers it serves.</param>
/// <param name="kernel">Name of the kernel for a layer.</param>
/// <param name="header">Header below nnet_utils that declares it.</param>
/// <param name="constants">Roles of weights and tables in the order of the kernel's parameters; a role that a layer lacks is left out.</param>
internal sealed class KernelCall<TLayer>(string layerClass, Func<TLayer, string> kernel, string header, params string[] constants)
    : FunctionCallTemplate(layerClass, "nnet_utils/" + header), IStreamCall
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

    /// <summary>Whether the kernel may be called token by token, for a layer and the elements of a token; null: never.</summary>
    public Func<TLayer, int, bool>? WorksByToken { get; init; }

    /// <summary>Reads and writes of the kernel that takes streams, <c>kernel_stream</c>; null: there is none.</summary>
    public Func<TLayer, IEnumerable<StreamStep>>? Steps { get; init; }

    /// <inheritdoc/>
    public string? StreamHeader => Steps is null ? null : Includes[0].Replace(".h", "_stream.h", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override StreamForm StreamFormOf(Layer layer, int width) =>
        Steps is not null ? StreamForm.Stream : WorksByToken?.Invoke((TLayer)layer, width) == true ? StreamForm.Token : StreamForm.Whole;

    /// <inheritdoc/>
    public override IEnumerable<StreamStep> StreamSteps(Layer layer) => Steps?.Invoke((TLayer)layer) ?? base.StreamSteps(layer);

    /// <inheritdoc/>
    protected override void TransformCore()
    {
        if (Project.Streams is { } streams && Steps is not null)
        {
            var channels = Layer.Inputs.Select((_, k) => streams.Read(Layer, k)).Concat(Layer.Outputs.Select(streams.Produced)).ToArray();
            Write($"nnet::{kernel((TLayer)Layer)}_stream<{string.Join(", ", channels.Select(channel => channel.TokenType).Append(Names.Config(Layer)))}>({string.Join(", ", channels.Select(channel => channel.Name).Concat(Constants))});");
            return;
        }

        var types = Layer.Inputs.Concat(Layer.Outputs).Select(Names.Type).Append(Names.Config(Layer));
        var arguments = Layer.Inputs.Concat(Layer.Outputs).Select(Names.Variable)
            .Concat(Constants);
        Write($"nnet::{kernel((TLayer)Layer)}<{string.Join(", ", types)}>({string.Join(", ", arguments)});");
    }

    private IEnumerable<string> Constants =>
        constants.Where(role => Layer.Weights.ContainsKey(role) || Layer.Tables.ContainsKey(role)).Select(role => Names.Constant(Layer, role));
}
