using Hls4Net.Compiler;
using Hls4Net.Compiler.Report;
using Hls4Net.Tasks.Diagnostics;
using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hls4Net.Tasks;

/// <summary>Says of one layer, or of all, what was decided and why.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetExplain : Hls4NetModelTask
{
    /// <summary>Name of a layer or an ONNX node; empty: all.</summary>
    public string Layer { get; set; } = "";

    /// <summary>An item a decision, in order: its include is the layer; metadata Model, Subject, Value, Reason.</summary>
    [Output]
    public ITaskItem[] Decisions { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var (requests, catalog) = (Requests, Catalog);
        var (decisions, names, isComplete) = (new List<ITaskItem>(), new List<string>(), true);
        ForEachModel(model =>
        {
            var conversion = Pipeline.Convert(requests.Of(model), catalog, cancellation);
            if (!conversion.Succeeded)
            {
                isComplete = false;
                Report(model, conversion.Diagnostics);
                return;
            }

            names.AddRange(conversion.Model.Layers.Select(layer => layer.Name));
            foreach (var decision in Explanation.Of(conversion, Layer))
            {
                decisions.Add(Item(model, decision));
                Log.LogMessage(MessageImportance.High, "{0}: {1}: {2} = {3}: {4}", model.ProjectName, decision.Layer, decision.Subject, decision.Value, decision.Reason);
            }
        });
        if (Layer.Length > 0 && decisions.Count == 0 && isComplete)
        {
            throw new DiagnosticException(SdkDiagnostics.NoSuchLayer, null, Layer, Suggestion.For(Layer, names));
        }

        Decisions = [.. decisions];
    }

    private static TaskItem Item(PlannedModel model, Decision decision)
    {
        var item = new TaskItem(decision.Layer);
        item.SetMetadata("Model", model.ProjectName);
        item.SetMetadata("Subject", decision.Subject);
        item.SetMetadata("Value", decision.Value);
        item.SetMetadata("Reason", decision.Reason);
        return item;
    }
}
