using Hls4Net.Operators;

namespace Hls4Net.Compiler.Report;

/// <summary>Why a layer's types are what they are, and what is proven of them.</summary>
internal sealed class TypeReasons(Conversion conversion, SettingSource source)
{
    /// <summary>Results, weights, accumulators and tables of a layer: role, type, reason.</summary>
    public IEnumerable<TypeReason> Of(Layer layer)
    {
        foreach (var output in layer.Outputs)
        {
            yield return new(layer is Input ? "input" : "result", output.Type.ToString(), OfOutput(layer, output));
        }

        foreach (var weight in layer.Weights.Values.OrderBy(weight => weight.Name, StringComparer.Ordinal))
        {
            yield return new(weight.Name, weight.Type.ToString(), OfWeight(layer, weight));
        }

        foreach (var (role, type) in layer.Types)
        {
            if (layer.Weights.ContainsKey(role))
            {
                continue;
            }

            var size = layer.Tables.TryGetValue(role, out var table) ? FormattableString.Invariant($" x {table.Length} entries") : "";
            yield return new(role, type + size, OfInner(layer, role, isTable: size.Length > 0));
        }
    }

    private string OfOutput(Layer layer, Tensor output) => WithWidth(layer, "result", layer is Input ? OfInput(output)
        : layer is Reshape ? "the same elements as its input"
        : Set(layer, "result") is { } set ? set
        : output.TrainedType is not null ? "a quantiser of the network rounds to it; proven: what it rounds is exact"
        : layer is Quantize quantizer ? FormattableString.Invariant(
            $"the limits of a quantiser of the network, {(object?)quantizer.Low ?? "none"} to {(object?)quantizer.High ?? "none"} in steps of 2^{quantizer.Exponent}; {Proof(quantizer)}")
        : layer is MultiThreshold ? "exact: the staircase counts in whole numbers"
        : output is { Observed: { } seen, Type.Overflow: Overflow.Saturate } ? FormattableString.Invariant(
            $"{layer.Settings.For("result")}: TestData reaches {seen.Min:G4} to {seen.Max:G4}; twice that is kept, beyond it saturates, because a proof for every input would cost fraction bits")
        : Proven(layer, output) + (output.KeepsExact ? "; exact, because a quantiser of the network rounds it later, or nothing does" : ""));

    private string OfWeight(Layer layer, WeightTensor weight) => WithWidth(layer, weight.Name, Set(layer, weight.Name)
        ?? (layer is Quantize quantizer ? $"the narrowest integers that the search found; {Proof(quantizer)}"
            : layer is MultiThreshold ? "exact: comparisons with the integers that arrive, steps of whole numbers"
            : weight.IsQuantized ? "holds the integers that the network was trained with" : FormattableString.Invariant(
            $"{layer.Settings.For(weight.Name)}: the values lie between {weight.Values.Min():G4} and {weight.Values.Max():G4}, which takes {weight.Type.Integer} integer bits") + (IsExact(weight) ? "; exact" : "")));

    private string OfInner(Layer layer, string role, bool isTable)
    {
        var size = isTable && layer.Settings.TableSize is { } asked
            ? FormattableString.Invariant($"; TableSize set: {asked} ({source.Of(layer, level => level.TableSize is not null, "")})") : "";
        return (Set(layer, role)
            ?? (role == "accum" ? "exact: holds every partial sum that the weights and the input's range can make"
                : layer is Softmax softmax && role == "exp_table" && HasEveryNumber(softmax) ? "an entry for every number that can arrive"
                : isTable ? "fitted to the values that the input's range can bring"
                : "wide enough for every value that the input's range can bring")) + size;
    }

    private string OfInput(Tensor tensor)
    {
        var reason = tensor.TrainedType is not null ? "all that reads it is a quantiser of the network, whose type it has"
            : conversion.Request.InputPrecision.Length > 0 ? $"set: InputPrecision={conversion.Request.InputPrecision}"
            : tensor.Observed is { } seen ? FormattableString.Invariant($"TestData reaches {seen.Min:G4} to {seen.Max:G4}, which takes {tensor.Type.Integer} integer bits")
            : "neither InputPrecision nor TestData was given";
        return FormattableString.Invariant($"{reason}; values from {Low(tensor)} to {High(tensor)} are possible");
    }

    private static string Proven(Layer layer, Tensor output) => FormattableString.Invariant(
        $"{layer.Settings.For("result")}: the inputs can bring {Low(output)} to {High(output)}, which takes {output.Type.Integer} integer bits; the other {output.Type.Fraction} are fraction");

    private string WithWidth(Layer layer, string role, string reason) =>
        conversion.Widths?.Choices.FirstOrDefault(choice => choice.Layer == layer.Name && choice.Role == role) is { } choice
            ? FormattableString.Invariant($"{reason}; {choice.Width} bits: {choice.Reason}") : reason;

    private string? Set(Layer layer, string role) =>
        layer.Settings.For(role) is { Explicit: not null } asked ? $"set: {asked} ({source.OfType(layer, role)})" : null;

    private static string Proof(Quantize quantizer) => quantizer switch
    {
        { IsConversion: true } => "a conversion and nothing else",
        { IsProven: true } => "proven: the trained result for every value that can arrive",
        _ => "not proven, its steps are too many to list: within one of the trained result",
    };

    private static bool HasEveryNumber(Softmax softmax) =>
        softmax.ExpIndex.Shift <= -(softmax.Types.TryGetValue("inp_norm", out var difference) ? difference : softmax.Input.Type).Fraction;

    private static bool IsExact(WeightTensor weight)
    {
        for (var i = 0; i < weight.Values.Count; i++)
        {
            if (weight.Values[i] != FixedPoint.ToDouble(weight.Raw[i], weight.Type.Fraction))
            {
                return false;
            }
        }

        return true;
    }

    private static double Low(Tensor tensor) => FixedPoint.ToDouble(ValueRange.Hull(tensor.Range).Min, tensor.Type.Fraction);

    private static double High(Tensor tensor) => FixedPoint.ToDouble(ValueRange.Hull(tensor.Range).Max, tensor.Type.Fraction);
}
