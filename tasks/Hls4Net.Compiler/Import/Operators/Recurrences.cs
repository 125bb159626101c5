using Hls4Net.Import;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>LSTM, GRU and RNN with the activations that runtimes use when nothing is said.</summary>
internal static class Recurrences
{
    private static readonly OnnxInput[] s_inputs =
        [new("X"), new("W", Constant: true), new("R", Constant: true), new("B", Constant: true, Optional: true), new("sequence_lens", Constant: true, Optional: true), new("initial_h", Optional: true)];

    private static readonly OnnxInput[] s_lstm = [.. s_inputs, new("initial_c", Optional: true), new("P", Constant: true, Optional: true)];

    public static IEnumerable<OnnxOperator> Operators =>
    [
        .. Declare("LSTM", s_lstm, OnnxAttribute.Int("input_forget", 0).Only("coupled gates are not supported; train without")),
        .. Declare("GRU", s_inputs, OnnxAttribute.Int("linear_before_reset", 0)),
        .. Declare("RNN", s_inputs),
    ];

    private static IEnumerable<OnnxOperator> Declare(string type, OnnxInput[] inputs, params OnnxAttribute[] own)
    {
        yield return Declare(type, 7, inputs, own);
        yield return Declare(type, 14, inputs, [.. own, OnnxAttribute.Int("layout", 0)]);
    }

    private static OnnxOperator Declare(string type, int since, OnnxInput[] inputs, OnnxAttribute[] own) => new(type, since)
    {
        Inputs = inputs,
        Attributes =
        [
            OnnxAttribute.Text("direction", "forward"), OnnxAttribute.Int("hidden_size"), OnnxAttribute.Texts("activations"),
            OnnxAttribute.Floats("activation_alpha").WithoutEffect("sigmoid and tanh have no parameters"),
            OnnxAttribute.Floats("activation_beta").WithoutEffect("sigmoid and tanh have no parameters"),
            OnnxAttribute.Float("clip").Only("clipping before the activations is not supported; their tables saturate by themselves, so try to export without it"), .. own,
        ],
        Limits = "Default activations; all sequences of full length" + (type == "LSTM" ? "; no peepholes." : "."),
        Import = node => new RecurrentImport(node).Run(),
    };
}
