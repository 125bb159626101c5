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
    IReadOnlyList<(string Name, TensorShape Shape)> Inputs,
    IReadOnlyList<(string Name, TensorShape Shape)> Outputs)
{
    /// <summary>Reads the signature of a model without converting it: what an editor's build needs.</summary>
    /// <exception cref="DiagnosticException">The model cannot be read or imported.</exception>
    public static BindingSignature Read(ConversionRequest request, string className, string rootNamespace, string resourceName)
    {
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        var source = SourceModel.Read(request, diagnostics);
        diagnostics.ThrowIfErrors();
        return Of(source.Model, className, rootNamespace, Path.GetFileName(request.ModelPath), resourceName);
    }

    /// <summary>The signature of a graph, typed or not.</summary>
    public static BindingSignature Of(ModelGraph graph, string className, string rootNamespace, string modelFile, string resourceName)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new BindingSignature(
            className, rootNamespace, modelFile, resourceName,
            [.. graph.Inputs.Select(tensor => (tensor.Name, tensor.Shape))],
            [.. graph.Outputs.Select(tensor => (tensor.Name, tensor.Shape))]);
    }
}
