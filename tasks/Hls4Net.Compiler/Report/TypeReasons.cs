using Hls4Net.Operators;

namespace Hls4Net.Compiler.Report;

/// <summary>Why a layer's types are what they are.</summary>
internal sealed class TypeReasons(Conversion conversion, SettingSource source)
{
    /// <summary>Why an output, or an input of the model, has its type.</summary>
    public string OfOutput(Layer layer, Tensor output) => WithWidth(layer, "result", layer is Input ? OfInput(output)
        : layer is Reshape ? "the same elements as its input"
        : Set(layer, "result") is { } set ? set
        : output.TrainedType is not null ? "a quantiser of the network rounds to it"
        : output is { Observed: { } seen, Type.Overflow: Overflow.Saturate } ? FormattableString.Invariant(
            $"{layer.Settings.For("result")}: TestData reaches {seen.Min:G4} to {seen.Max:G4}; twice that is kept, beyond it saturates, because a proof for every input would cost fraction bits")
        : Proven(layer, output) + (output.KeepsExact ? "; exact, because a quantiser of the network rounds it later" : ""));

    /// <summary>Why a constant has its type.</summary>
    public string OfWeight(Layer layer, WeightTensor weight) => WithWidth(layer, weight.Name, Set(layer, weight.Name)
        ?? (weight.IsQuantized ? "holds the integers that the network was trained with" : FormattableString.Invariant(
            $"{layer.Settings.For(weight.Name)}: the values lie between {weight.Values.Min():G4} and {weight.Values.Max():G4}, which takes {weight.Type.Integer} integer bits")));

    /// <summary>Why a type inside a layer is what it is.</summary>
    public string OfInner(Layer layer, string role, bool isTable)
    {
        var size = isTable && layer.Settings.TableSize is { } asked
            ? FormattableString.Invariant($"; TableSize set: {asked} ({source.Of(layer, level => level.TableSize is not null, "")})") : "";
        return (Set(layer, role)
            ?? (role == "accum" ? "exact: holds every partial sum that the weights and the input's range can make"
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

    private static double Low(Tensor tensor) => FixedPoint.ToDouble(ValueRange.Hull(tensor.Range).Min, tensor.Type.Fraction);

    private static double High(Tensor tensor) => FixedPoint.ToDouble(ValueRange.Hull(tensor.Range).Max, tensor.Type.Fraction);
}
