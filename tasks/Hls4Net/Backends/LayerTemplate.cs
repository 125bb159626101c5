using Hls4Net.Streams;

namespace Hls4Net;

/// <summary>
/// Text about one layer of a project: a T4 template that names <see cref="LayerConfigTemplate"/> or
/// <see cref="FunctionCallTemplate"/> in <c>inherits</c>, or a text with placeholders given to <c>SetTemplate</c>.
/// </summary>
/// <param name="layerClass">Class name of the layers it serves.</param>
public abstract class LayerTemplate(string layerClass) : TextTemplate
{
    private Layer? _layer;
    private HlsProject? _project;

    /// <summary>Class name of the layers it serves, e.g. <c>Dense</c>.</summary>
    public string LayerClass { get; } = layerClass;

    /// <summary>The text with placeholders; null for a template of another kind.</summary>
    internal PlaceholderText? Text { get; set; }

    /// <summary>Whether it can write nothing: neither a text nor a class of its own.</summary>
    public bool LacksText => Text is null && (GetType() == typeof(LayerConfigTemplate) || GetType() == typeof(FunctionCallTemplate));

    /// <summary>The layer being written.</summary>
    protected Layer Layer => _layer ?? throw new InvalidOperationException("A layer template runs through Format.");

    /// <summary>The project being written.</summary>
    protected HlsProject Project => _project ?? throw new InvalidOperationException("A layer template runs through Format.");

    /// <summary>The C++ names of the project.</summary>
    protected CxxNames Names => Project.Names;

    /// <summary>How often the kernel is called for a sample: once, or in an io_stream project for every token.</summary>
    protected int Calls => Project.Streams?.CallsOf(Layer) ?? 1;

    /// <summary>Elements of a tensor that one call of the kernel sees.</summary>
    protected int Elements(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Shape.Count / Calls;
    }

    /// <summary>How C++ of the project's backend spells a type.</summary>
    protected string TypeText(FixedType type) => Project.Backend.TypeText(type);

    /// <summary>The text for one layer.</summary>
    public string Format(Layer layer, HlsProject project)
    {
        (_layer, _project) = (layer, project);
        return TransformText();
    }

    /// <summary>Writes the text for <see cref="Layer"/>; without an override, that of <c>SetTemplate</c>.</summary>
    /// <exception cref="DiagnosticException">The text has a placeholder that the layer does not know (HLSN5004).</exception>
    protected override void TransformCore() => Write(
        (Text ?? throw new InvalidOperationException($"The template of '{LayerClass}' has no text: call SetTemplate, or override TransformCore.")).Fill(Layer, Project));
}

/// <summary>The configuration of a layer's kernel: with the built-in kernels, a C++ struct.</summary>
/// <param name="layerClass">Class name of the layers it serves.</param>
public class LayerConfigTemplate(string layerClass) : LayerTemplate(layerClass)
{
    /// <summary>Sets a text with placeholders such as <c>{{n_in}}</c>; docs/plugins.md lists them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Name of the file it comes from, for messages.</param>
    /// <returns>This template.</returns>
    public LayerConfigTemplate SetTemplate(string text, string source = "")
    {
        Text = new PlaceholderText(text, source);
        return this;
    }
}

/// <summary>A configuration template that sees its layer with its own type.</summary>
/// <typeparam name="TLayer">The layer class it serves, or a base class of several.</typeparam>
/// <param name="layerClass">Class name of the layers it serves.</param>
public abstract class LayerConfigTemplate<TLayer>(string layerClass) : LayerConfigTemplate(layerClass)
    where TLayer : Layer
{
    /// <summary>A template of the layers of class <typeparamref name="TLayer"/>.</summary>
    protected LayerConfigTemplate()
        : this(typeof(TLayer).Name)
    {
    }

    /// <summary>The layer being written.</summary>
    protected new TLayer Layer => (TLayer)base.Layer;
}

/// <summary>The call of a layer's kernel in the top function.</summary>
/// <param name="layerClass">Class name of the layers it serves.</param>
/// <param name="includes">Headers that declare the kernel, e.g. <c>nnet_utils/nnet_dense.h</c>.</param>
public class FunctionCallTemplate(string layerClass, params IReadOnlyList<string> includes) : LayerTemplate(layerClass)
{
    /// <summary>Headers that declare the kernel.</summary>
    public IReadOnlyList<string> Includes { get; } = includes;

    /// <summary>How the kernel takes part in an io_stream project.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="width">Elements of a token of its first input.</param>
    public virtual StreamForm StreamFormOf(Layer layer, int width) => StreamForm.Whole;

    /// <summary>The reads and writes of a kernel of form <see cref="StreamForm.Stream"/> over one sample, in its order.</summary>
    /// <param name="layer">The layer.</param>
    public virtual IEnumerable<StreamStep> StreamSteps(Layer layer) => throw new NotSupportedException($"The kernel of {layer} takes no streams.");

    /// <inheritdoc cref="LayerConfigTemplate.SetTemplate"/>
    public FunctionCallTemplate SetTemplate(string text, string source = "")
    {
        Text = new PlaceholderText(text, source);
        return this;
    }
}
