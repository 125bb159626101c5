using Hls4Net.Compiler.Import;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Testing;

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
    public static ModelGraph Graph(string path, string inputs = "")
    {
        var (graph, diagnostics) = Try(OnnxReader.Read(path), inputs);
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

    /// <summary>What a model computes for one sample of its only input, rounded to single precision; the model must import cleanly.</summary>
    public static double[] Compute(OnnxBuilder model, double[] sample, string inputs = "") =>
        Reference.Evaluate(Graph(model, inputs), sample)[0];

    /// <summary>The one error of a model that must be refused.</summary>
    public static Diagnostic Error(OnnxBuilder model, string inputs = "")
    {
        var errors = Diagnostics(model, inputs).Where(d => d.Descriptor.Severity == Severity.Error).ToArray();
        Assert.HasCount(1, errors, string.Join('\n', errors.AsEnumerable()));
        return errors[0];
    }

    /// <summary>Asserts equal numbers, up to single precision.</summary>
    public static void AreClose(double[] actual, params double[] expected)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.IsLessThan(1e-5, Math.Abs(actual[i] - expected[i]) / Math.Max(1, Math.Abs(expected[i])), $"[{i}]: {actual[i]}, expected {expected[i]}");
        }
    }
}
