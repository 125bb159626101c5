using Hls4Net.Compiler.Configuration;
using Hls4Net.Compiler.Import;
using Hls4Net.Compiler.Onnx;

namespace Hls4Net.Compiler;

/// <summary>A model as imported, the nodes of its file for the names that users know, and the files beside it that hold its weights.</summary>
internal sealed record SourceModel(ModelGraph Model, IReadOnlyList<SourceNode> Nodes, IReadOnlyList<string> ExternalFiles)
{
    /// <summary>Reads and imports the model file of the request.</summary>
    public static SourceModel Read(ConversionRequest request, DiagnosticBag diagnostics)
    {
        var onnx = OnnxReader.Read(request.ModelPath);
        var model = OnnxImporter.Import(onnx, new ImportOptions { ProjectName = request.ProjectName, Inputs = request.Inputs }, diagnostics);
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
}
