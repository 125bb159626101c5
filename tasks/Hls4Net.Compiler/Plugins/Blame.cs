using Hls4Net.Compiler.Import;
using Hls4Net.Emulation;

namespace Hls4Net.Compiler.Plugins;

/// <summary>Whose failure an unexpected exception is: a plugin's, where its code threw it or called what threw it; else ours.</summary>
internal sealed class Blame(BackendCatalog backends)
{
    /// <summary>The plugins that take part, the asked backend's first; none until they are known.</summary>
    public IReadOnlyList<PluginReference> Participants { get; set; } = [];

    /// <summary>A problem as it is told: under HLSN4018 where a plugin made up a code of ours.</summary>
    public Diagnostic Told(Diagnostic problem) => new OwnCodes(backends).Told(problem, Participants);

    /// <summary>The failure as a coded problem: HLSN4007 for a plugin's, HLSN9001 for ours.</summary>
    /// <param name="stage">What was being done.</param>
    /// <param name="exception">What was thrown.</param>
    public DiagnosticException Explain(string stage, Exception exception) => Of(stage, null, exception, (PluginFailure.Cause(exception) as PredictorFailedException)?.Predictor) ?? new DiagnosticException(
        InternalDiagnostics.PassFailed, NodeOf(exception), stage, NodeOf(exception) is { } node ? $"'{node}'" : "no node", exception);

    /// <summary>A failure of a pass; null where it is ours.</summary>
    public DiagnosticException? Explain(Exception exception, Pass pass, Layer? node) =>
        Of(node is null ? $"pass {pass.Name}" : $"pass {pass.Name} at {node}", node?.Name, exception, pass);

    private DiagnosticException? Of(string where, string? node, Exception exception, params IEnumerable<object?> culprits)
    {
        // A layer is to blame before whoever called it: it may have left something out, and then no frame is its own.
        if (backends.OwnerOf(exception, [LayerOf(exception), (PluginFailure.Cause(exception) as NodeFailedException)?.Handler, .. culprits]) is not { } plugin)
        {
            return null;
        }

        (where, node, var thrown) = PluginFailure.Cause(exception) switch
        {
            LayerFailedException { Layer: { } layer, InnerException: { } inner } failure => ($"{layer.ClassName}.{failure.Step} at {layer}", layer.Name, inner),
            NodeFailedException { InnerException: LayerFailedException { Layer: { } layer, InnerException: { } inner } failed } failure =>
                ($"{layer.ClassName}.{failed.Step} at {failure.Operator} '{failure.Node}'", failure.Node, inner),
            NodeFailedException { InnerException: { } inner } failure => ($"{where} at {failure.Operator} '{failure.Node}'", failure.Node, inner),
            var cause => (where, node, cause),
        };

        // The built-in backends work on graphs and configurations that no plugin has touched: where one has, it left something that they cannot use.
        var strangers = Participants.Where(participant => !participant.IsBuiltIn).Select(participant => participant.Described).ToArray();
        return plugin.IsBuiltIn && strangers.Length > 0
            ? PluginFailure.Of(string.Join(" and ", strangers), $"{where}, by what it hands to {plugin.Origin}", node, thrown)
            : PluginFailure.Of(plugin, where, node, thrown);
    }

    private static Layer? LayerOf(Exception? exception) =>
        exception is null ? null : (exception as LayerFailedException)?.Layer ?? LayerOf(exception.InnerException);

    private static string? NodeOf(Exception exception) => PluginFailure.Cause(exception) switch
    {
        LayerFailedException failure => failure.Layer?.Name,
        NodeFailedException failure => failure.Node,
        _ => null,
    };
}
