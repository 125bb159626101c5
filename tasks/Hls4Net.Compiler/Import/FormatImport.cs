using Hls4Net.Compiler.Configuration;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Import;

namespace Hls4Net.Compiler.Import;

/// <summary>Runs a plugin's importer and checks what it made: from here on it is a model like any other.</summary>
internal static class FormatImport
{
    /// <summary>Imports the model file of the request.</summary>
    /// <exception cref="DiagnosticException">The importer reported errors, or made no sound graph (HLSN4007).</exception>
    public static SourceModel Run(ConversionRequest request, ModelImporter importer, BackendOffer offer, DiagnosticBag diagnostics)
    {
        if (request.Inputs.Length > 0)
        {
            throw new DiagnosticException(ImportDiagnostics.BadInputShapes, null, request.Inputs, $"files with the extension '{importer.Extension}' say the shapes themselves");
        }

        var file = new ModelFile(request.ModelPath, request.ProjectName);
        var problems = new DiagnosticBag();
        try
        {
            var model = importer.Import(file, problems);
            problems.ThrowIfErrors();
            Check(model, request.ProjectName);
            problems.Items.ToList().ForEach(diagnostics.Add);
            RequireFinite(model);
            return new SourceModel(model, [.. model.Layers.Select(Node)], [.. file.FilesRead]);
        }
#pragma warning disable CA1031 // Whatever a stranger's code throws is the plugin's failure, not ours.
        catch (Exception e) when (e is not (DiagnosticException or OperationCanceledException))
#pragma warning restore CA1031
        {
            throw PluginFailure.Of(offer.ImporterPlugin ?? offer.Plugin, $"the importer of '{importer.Extension}' files", null, e);
        }
    }

    private static SourceNode Node(Layer layer) => new(
        layer.Name, layer.ClassName, [.. layer.Outputs.Select(output => output.Name)], [.. layer.Weights.Values.Select(weight => weight.Origin)]);

    private static void Check(ModelGraph? model, string projectName)
    {
        string? problem = model is null ? "It returned no graph."
            : model.Name != projectName ? $"The graph is called '{model.Name}'; it must have the project's name, '{projectName}'."
            : model.Inputs.Count == 0 ? "The graph has no inputs."
            : model.Outputs.Count == 0 ? "The graph has no outputs."
            : GraphVerifier.Verify(model) is [var first, ..] ? first : null;
        if (problem is not null)
        {
            throw new InvalidOperationException(problem);
        }
    }

    private static void RequireFinite(ModelGraph model)
    {
        foreach (var layer in model.Layers)
        {
            foreach (var weight in layer.Weights.Values)
            {
                var bad = weight.Values.Index().Where(entry => !double.IsFinite(entry.Item)).ToArray();
                if (bad is [var (index, value), ..])
                {
                    throw new DiagnosticException(ImportDiagnostics.NotFinite, layer.Name, NameText.Show(weight.Origin), value, index, bad.Length);
                }
            }
        }
    }
}
