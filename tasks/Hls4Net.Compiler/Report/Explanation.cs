using System.Globalization;
using Hls4Net.Compiler.Passes;
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
        return
        [
            .. conversion.Model.Layers
                .Where(known => layer.Length == 0 || known.Origins.Append(known.Name).Contains(layer, StringComparer.OrdinalIgnoreCase))
                .SelectMany(known => Of(conversion, known)),
        ];
    }

    private static IEnumerable<Decision> Of(Conversion conversion, Layer layer)
    {
        Decision Decided(string subject, string value, string reason) => new(layer.Name, subject, value, reason);

        if (layer.Origins.Count > 1)
        {
            yield return Decided("nodes", string.Join(", ", layer.Origins), "merged by passes, so that fewer values are rounded");
        }

        foreach (var pass in conversion.Passes.Where(pass => pass.Nodes.Intersect(layer.Origins).Any()))
        {
            yield return Decided("pass", pass.Pass, "changed the graph here");
        }

        foreach (var output in layer.Outputs)
        {
            var reason = layer is Input ? OfInput(output) : OfResult(layer, output);
            yield return Decided(layer is Input ? "input" : "result", output.Type.ToString(), WithWidth(conversion, layer, "result", reason));
        }

        foreach (var weight in layer.Weights.Values.OrderBy(weight => weight.Name, StringComparer.Ordinal))
        {
            yield return Decided(weight.Name, weight.Type.ToString(), WithWidth(conversion, layer, weight.Name, OfWeight(layer, weight)));
        }

        foreach (var (role, type) in layer.Types.Where(entry => !layer.Weights.ContainsKey(entry.Key)))
        {
            var size = layer.Tables.TryGetValue(role, out var table) ? FormattableString.Invariant($" x {table.Length} entries") : "";
            yield return Decided(role, type + size, OfInner(layer, role, isTable: size.Length > 0));
        }

        foreach (var product in layer.MatrixProducts)
        {
            yield return Decided("strategy", product.Strategy.ToString(), OfStrategy(conversion, layer));
            yield return Decided("reuse factor", product.ReuseFactor.ToString(CultureInfo.InvariantCulture), OfReuse(conversion, layer, product));
        }

        if (conversion.Estimate?.Layers.FirstOrDefault(known => known.Layer == layer) is { } cost)
        {
            yield return Decided(
                "estimate", FormattableString.Invariant($"{cost.Multipliers} multipliers, {cost.Dsp} DSP, interval {cost.Interval}, latency {cost.Latency}"),
                cost.Unknown ?? "counted from the kernels; ranges are up to the vendor's tool");
        }

        foreach (var problem in conversion.Diagnostics.Where(problem => problem.Node is not null && layer.Origins.Contains(problem.Node)))
        {
            yield return Decided(problem.Descriptor.Code, problem.Descriptor.Severity.ToString(), problem.Message);
        }
    }

    private static string WithWidth(Conversion conversion, Layer layer, string role, string reason) =>
        conversion.Widths?.Choices.FirstOrDefault(choice => choice.Layer == layer.Name && choice.Role == role) is { } choice
            ? FormattableString.Invariant($"{reason}; {choice.Width} bits: {choice.Reason}") : reason;

    private static string OfInput(Tensor tensor) => FormattableString.Invariant(
        $"InputPrecision, else what TestData's range needs, else fixed<16,6>; values from {Low(tensor)} to {High(tensor)} are possible");

    private static string OfResult(Layer layer, Tensor output) => layer.Settings.For("result") is { Explicit: not null } asked
        ? $"set: {asked}"
        : FormattableString.Invariant($"{layer.Settings.For("result")}: the inputs can bring {Low(output)} to {High(output)}, which takes {output.Type.Integer} integer bits; the other {output.Type.Fraction} are fraction");

    private static string OfWeight(Layer layer, WeightTensor weight)
    {
        var asked = layer.Settings.For(weight.Name);
        return asked.Explicit is not null ? $"set: {asked}" : FormattableString.Invariant(
            $"{asked}: the values lie between {weight.Values.Min():G4} and {weight.Values.Max():G4}, which takes {weight.Type.Integer} integer bits");
    }

    private static string OfInner(Layer layer, string role, bool isTable) => layer.Settings.For(role) is { Explicit: not null } asked ? $"set: {asked}"
        : role == "accum" ? "exact: holds every partial sum that the weights and the input's range can make"
        : isTable ? "fitted to the values that the input's range can bring"
        : "wide enough for every value that the input's range can bring";

    private static string OfStrategy(Conversion conversion, Layer layer) =>
        conversion.Diagnostics.Any(problem => problem.Node == layer.Name && problem.Descriptor == LegalityDiagnostics.MovedToResource)
            ? "nothing was set, and all products at once exceed what the tool unrolls"
        : layer.Settings.Strategy is { } asked ? $"set: {asked}"
        : layer.MatrixProducts[0].Strategy == Strategy.Latency ? "nothing was set: everything at once" : "nothing was set: shares multipliers for the reuse factor";

    private static string OfReuse(Conversion conversion, Layer layer, IMatrixProduct product)
    {
        var legal = LegalReuseFactors.Of(product.NIn, product.NOut);
        var neighbours = string.Join(", ", new[] { legal.LastOrDefault(factor => factor < product.ReuseFactor), legal.FirstOrDefault(factor => factor > product.ReuseFactor) }
            .Where(factor => factor > 0)
            .Select(factor => FormattableString.Invariant($"{factor} ({((long)product.NIn * product.NOut + factor - 1) / factor} multipliers, {(long)product.Positions / (conversion.IOType == "io_stream" ? 1 : product.ParallelPositions) * factor} cycles)")));
        var budgets = conversion.Request.Budgets;
        var reason = layer.Settings.ReuseFactor is { } asked
                ? FormattableString.Invariant($"set: {asked}") + (asked == product.ReuseFactor ? "" : ", moved to the nearest that cuts the matrix evenly")
            : budgets.TargetInterval is { } interval ? FormattableString.Invariant($"chosen for TargetInterval={interval}")
            : budgets.TargetDsp is { } dsp ? FormattableString.Invariant($"chosen for TargetDsp={dsp}")
            : product.ReuseFactor == 1 ? "nothing was set: every multiplier is used once"
            : "the smallest that the tool can unroll";
        return neighbours.Length == 0 ? reason : $"{reason}; next legal: {neighbours}";
    }

    private static double Low(Tensor tensor) => FixedPoint.ToDouble(ValueRange.Hull(tensor.Range).Min, tensor.Type.Fraction);

    private static double High(Tensor tensor) => FixedPoint.ToDouble(ValueRange.Hull(tensor.Range).Max, tensor.Type.Fraction);
}
