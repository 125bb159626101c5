using Hls4Net.Compiler.Configuration;
using Hls4Net.Compiler.Passes;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Binding;

/// <summary>
/// All that the text of a generated class depends on. It is known as soon as the model is read, so an editor's build writes
/// the same text as the real one; types and weights come from the embedded graph at run time.
/// </summary>
/// <param name="ClassName">The class.</param>
/// <param name="RootNamespace">Its namespace; empty for the global one.</param>
/// <param name="ModelFile">File name of the model, for the documentation.</param>
/// <param name="ResourceName">Name of the embedded graph.</param>
/// <param name="Inputs">Names and shapes of the model's inputs.</param>
/// <param name="Outputs">Names and shapes of the model's outputs.</param>
public sealed record BindingSignature(
    string ClassName,
    string RootNamespace,
    string ModelFile,
    string ResourceName,
    IReadOnlyList<BindingPort> Inputs,
    IReadOnlyList<BindingPort> Outputs)
{
    /// <summary>Classes of plugins' layers in the model, each with the type to make.</summary>
    public IReadOnlyList<(string ClassName, string TypeName)> CustomLayers { get; init; } = [];

    /// <summary>How many rows the tables have that an input names rows of, by its name; inputs of numbers are not in it.</summary>
    public IReadOnlyDictionary<string, int> Rows { get; init; } = new Dictionary<string, int>();

    /// <summary>Type of the backend's own predictor; null for the built-in emulator.</summary>
    public string? PredictorType { get; init; }

    /// <summary>The types of plugins that the class makes, each with the name of its assembly.</summary>
    public IReadOnlyList<(string TypeName, string Assembly)> PluginTypes { get; init; } = [];

    /// <summary>Reads the signature of a model without converting it: what an editor's build needs.</summary>
    /// <param name="request">What the user says.</param>
    /// <param name="backends">The backends on offer: their plugins may be needed to read the model.</param>
    /// <param name="className">The class.</param>
    /// <param name="rootNamespace">Its namespace; empty for the global one.</param>
    /// <param name="resourceName">Name of the embedded graph.</param>
    /// <exception cref="DiagnosticException">The model cannot be read or imported, or a plugin fails.</exception>
    public static BindingSignature Read(ConversionRequest request, BackendCatalog backends, string className, string rootNamespace, string resourceName)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(backends);
        var diagnostics = new DiagnosticBag();
        try
        {
            var offer = backends.Create(request.Backend, request.ModelPath);
            var model = SourceModel.Read(request, offer, diagnostics)!.Model;
            diagnostics.ThrowIfErrors();
            LayoutRules.Apply(model, PortLayouts.Read(request, diagnostics));
            return Of(model, className, rootNamespace, Path.GetFileName(request.ModelPath), resourceName, offer.Backend.CreatePredictor());
        }
        catch (Exception e) when (e is not (DiagnosticException or OperationCanceledException))
        {
            throw new Blame(backends).Explain("reading the model", e);
        }
    }

    /// <summary>The signature of a graph, typed or not.</summary>
    /// <exception cref="DiagnosticException">A type of a plugin cannot be part of a generated class (HLSN4015).</exception>
    public static BindingSignature Of(
        ModelGraph graph, string className, string rootNamespace, string modelFile, string resourceName, Predictor? predictor = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new BindingSignature(
            className, rootNamespace, modelFile, resourceName,
            [.. graph.Inputs.Select(tensor => new BindingPort(tensor.Name, tensor.Shape))],
            [.. graph.Outputs.Select(tensor => new BindingPort(tensor.Name, tensor.Shape))])
        {
            CustomLayers = Binding.PluginTypes.Layers(graph),
            PredictorType = Binding.PluginTypes.Predictor(predictor),
            PluginTypes = Binding.PluginTypes.Of(graph, predictor),
            Rows = graph.Inputs.Where(tensor => tensor.Producer is Input { Rows: > 0 }).ToDictionary(tensor => tensor.Name, tensor => ((Input)tensor.Producer!).Rows),
        };
    }
}
