using Hls4Net.Compiler.Configuration;
using Hls4Net.Compiler.Import;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Import;

namespace Hls4Net.Compiler;

/// <summary>A model as imported, the nodes of its file for the names that users know, and the files beside it that hold its weights.</summary>
internal sealed record SourceModel(ModelGraph Model, IReadOnlyList<SourceNode> Nodes, IReadOnlyList<string> ExternalFiles)
{
    /// <summary>Reads and imports the model file of the request.</summary>
    /// <param name="request">What the user says.</param>
    /// <param name="offer">The backend, whose plugins may read more operators and formats; null where there is none: built-in operators only.</param>
    /// <param name="diagnostics">Where problems go.</param>
    /// <returns>The model; null for another format than ONNX that, without a backend, nobody is known to read.</returns>
    public static SourceModel? Read(ConversionRequest request, BackendOffer? offer, DiagnosticBag diagnostics)
    {
        var isOnnx = request.ModelPath.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
        if (offer is null && !isOnnx)
        {
            return null;
        }

        var source = offer?.Importer is { } importer ? FormatImport.Run(request, importer, offer, diagnostics) : ReadOnnx(request, offer, isOnnx, diagnostics);
        offer?.Backend.AdoptLayers(source.Model);
        return source;
    }

    private static SourceModel ReadOnnx(ConversionRequest request, BackendOffer? offer, bool isOnnx, DiagnosticBag diagnostics)
    {
        OnnxModel onnx;
        try
        {
            onnx = OnnxReader.Read(request.ModelPath);
        }
        catch (DiagnosticException) when (!isOnnx)
        {
            throw new DiagnosticException(ImportDiagnostics.UnknownFormat, null, Path.GetFileName(request.ModelPath));
        }

        var model = OnnxImporter.Import(
            onnx, new ImportOptions { ProjectName = request.ProjectName, Inputs = request.Inputs }, diagnostics, Operators(offer));
        var constants = onnx.Graph.Initializers.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        return new SourceModel(
            model,
            [
                .. onnx.Graph.Nodes.Select((node, i) => new SourceNode(
                    OnnxImporter.NameOf(node, i), node.OpType, node.Outputs, [.. node.Inputs.Where(constants.Contains)])),
            ],
            [
                .. onnx.Graph.Initializers.Where(tensor => tensor.IsExternal)
                    .Select(tensor => ExternalData.Locate(tensor, onnx.Path)).OfType<string>().Distinct(StringComparer.Ordinal),
            ]);
    }

    private static OperatorCatalog Operators(BackendOffer? offer)
    {
        if (offer is null || offer.Backend.Operators.Count == 0)
        {
            return new OperatorCatalog();
        }

        var builtIn = new OperatorCatalog();
        foreach (var own in offer.Backend.Operators)
        {
            if (builtIn.NewestOf(own.Domain, own.Type) is { } newest && own.Since <= newest)
            {
                throw new DiagnosticException(
                    PluginDiagnostics.OperatorClash, null, offer.Backend.Name, offer.Plugin.Described, own.Domain.Length == 0 ? own.Type : $"{own.Domain}::{own.Type}", own.Since, newest);
            }
        }

        return new OperatorCatalog(offer.Backend.Operators);
    }
}
