using Hls4Net.Compiler.Import;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Tests.Onnx;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>Imports models for tests.</summary>
internal static class Imported
{
    /// <summary>The graph of a model that must import without a complaint.</summary>
    public static ModelGraph Graph(OnnxBuilder model, string inputs = "")
    {
        var (graph, diagnostics) = Try(OnnxReader.Read(model.ToArray()), inputs);
        Assert.IsEmpty(diagnostics, string.Join('\n', diagnostics));
        return graph;
    }

    /// <summary>The graph of a model file; warnings are allowed.</summary>
    public static ModelGraph Graph(string path)
    {
        var (graph, diagnostics) = Try(OnnxReader.Read(path));
        Assert.IsFalse(diagnostics.Any(d => d.Descriptor.Severity == Severity.Error), string.Join('\n', diagnostics));
        return graph;
    }

    /// <summary>The diagnostics of a model.</summary>
    public static IReadOnlyList<Diagnostic> Diagnostics(OnnxBuilder model, string inputs = "") =>
        Try(OnnxReader.Read(model.ToArray()), inputs).Diagnostics;

    public static (ModelGraph Graph, IReadOnlyList<Diagnostic> Diagnostics) Try(OnnxModel model, string inputs = "")
    {
        var diagnostics = new DiagnosticBag();
        var graph = OnnxImporter.Import(model, new ImportOptions { ProjectName = "net", Inputs = inputs }, diagnostics);
        if (!diagnostics.HasErrors)
        {
            var problems = GraphVerifier.Verify(graph);
            Assert.IsEmpty(problems, string.Join('\n', problems));
        }

        return (graph, diagnostics.Items);
    }
}
