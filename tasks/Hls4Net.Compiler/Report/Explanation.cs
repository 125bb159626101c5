using Hls4Net.Operators;

namespace Hls4Net.Compiler.Report;

/// <summary>Answers why a layer became what it is: every type, reuse factor and strategy with its reason, and what passes did to it.</summary>
public static class Explanation
{
    /// <summary>The decisions about one layer, or about all of them.</summary>
    /// <param name="conversion">A conversion that succeeded.</param>
    /// <param name="layer">Name of a layer or of an ONNX node that became part of one; empty: all layers.</param>
    /// <returns>Nothing where no layer has that name.</returns>
    public static IReadOnlyList<Decision> Of(Conversion conversion, string layer = "")
    {
        ArgumentNullException.ThrowIfNull(conversion);
        ArgumentNullException.ThrowIfNull(layer);
        var source = new SettingSource(conversion.Request, conversion.Settings!);
        return
        [
            .. conversion.Model.Layers
                .Where(known => layer.Length == 0 || known.Origins.Append(known.Name).Contains(layer, StringComparer.OrdinalIgnoreCase))
                .SelectMany(known => Of(conversion, source, known).Select(decision => new Decision(known.Name, decision.Subject, decision.Value, decision.Reason))),
        ];
    }

    private static IEnumerable<(string Subject, string Value, string Reason)> Of(Conversion conversion, SettingSource source, Layer layer) =>
    [
        .. OfGraph(conversion, layer), .. new TypeReasons(conversion, source).Of(layer).Select(type => (type.Role, type.Type, type.Reason)), .. OfSoftmax(layer, source), .. new ProductReasons(conversion, source).Of(layer),
        .. OfStreams(conversion, layer), .. OfCost(conversion, layer),
    ];

    private static IEnumerable<(string Subject, string Value, string Reason)> OfGraph(Conversion conversion, Layer layer)
    {
        if (layer.Origins.Count > 1)
        {
            yield return ("nodes", string.Join(", ", layer.Origins), "merged by passes, so that fewer values are rounded");
        }

        foreach (var pass in conversion.Passes.Where(pass => pass.Nodes.Intersect(layer.Origins).Any()))
        {
            yield return ("pass", pass.Pass, "changed the graph here");
        }
    }

    private static IEnumerable<(string Subject, string Value, string Reason)> OfSoftmax(Layer layer, SettingSource source) => layer is not Softmax softmax ? [] :
    [
        ("implementation", softmax.Implementation.ToString(), softmax.Settings.Implementation is { } asked
            ? $"set: {asked} ({source.Of(layer, level => level.Implementation is not null, "")})"
            : "nothing was set: the largest input is subtracted first, so that no exponential is too large"),
    ];

    private static IEnumerable<(string Subject, string Value, string Reason)> OfStreams(Conversion conversion, Layer layer) =>
        (conversion.Streams?.Fifos ?? []).Where(fifo => layer.Outputs.Contains(fifo.Tensor)).Select(fifo => (
            "fifo", FormattableString.Invariant($"{fifo.Depth} tokens of {fifo.Width} elements"),
            fifo.Depth > 2 ? "its reader waits for another input: with fewer, the schedules of all layers lock up" : "the least: its reader takes each token as it comes"));

    private static IEnumerable<(string Subject, string Value, string Reason)> OfCost(Conversion conversion, Layer layer)
    {
        if (conversion.Estimate?.Layers.FirstOrDefault(known => known.Layer == layer) is { } cost)
        {
            yield return (
                "estimate", FormattableString.Invariant($"{cost.Multipliers} multipliers, {cost.Dsp} DSP, interval {cost.Interval}, latency {cost.Latency}"),
                cost.Unknown ?? "counted from the kernels; ranges are up to the vendor's tool");
        }

        foreach (var problem in conversion.Diagnostics.Where(problem => problem.Node is not null && layer.Origins.Contains(problem.Node)))
        {
            yield return (problem.Descriptor.Code, problem.Descriptor.Severity.ToString(), problem.Message);
        }
    }
}
