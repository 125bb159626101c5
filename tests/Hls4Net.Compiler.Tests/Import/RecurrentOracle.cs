using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>Recurrent operators computed number by number from the formulas of the ONNX documentation.</summary>
internal static class RecurrentOracle
{
    private const int Inputs = 3;
    private const int State = 2;

    /// <summary>What a node with one attribute set computes from two steps of three numbers; null: refused.</summary>
    public static IEnumerable<(string Type, string Attribute, object Value, double[]? Expected)> Cases(double[] x)
    {
        foreach (var type in new[] { "LSTM", "GRU", "RNN" })
        {
            double[] forward = Run(type, x, reverse: false), reverse = Run(type, x, reverse: true);
            yield return (type, "direction", "reverse", reverse);
            yield return (type, "direction", "bidirectional", [.. forward.Chunk(State).Zip(reverse.Chunk(State)).SelectMany(pair => pair.First.Concat(pair.Second))]);
            yield return (type, "direction", "sideways", null);
            yield return (type, "hidden_size", (long)State, forward);
            yield return (type, "hidden_size", State + 1L, null);
            yield return (type, "activations", (string[])["Relu"], null);
            yield return (type, "activation_alpha", new[] { 0.5f }, forward);
            yield return (type, "activation_beta", new[] { 0.5f }, forward);
            yield return (type, "clip", 1f, null);
            yield return (type, "layout", 1L, forward);
        }

        yield return ("LSTM", "input_forget", 1L, null);
        yield return ("GRU", "linear_before_reset", 1L, Run("GRU", x, reverse: false, linear: true));
    }

    /// <summary>Adds a node over <c>x</c> [N,2,3], turned where the batch comes second.</summary>
    public static OnnxBuilder Add(OnnxBuilder model, string type, (string Name, object Value)[] attributes)
    {
        var directions = attributes.Contains(("direction", "bidirectional")) ? 2 : 1;
        var gates = Gates(type);
        float[] Both(int count, int seed) => [.. Enumerable.Repeat(Weights(count, seed), directions).SelectMany(w => w)];
        model.Initializer("w", Both(gates * State * Inputs, 1), directions, gates * State, Inputs)
            .Initializer("r", Both(gates * State * State, 2), directions, gates * State, State).Initializer("b", Both(2 * gates * State, 3), directions, 2 * gates * State);
        var batchFirst = attributes.Any(a => a.Name == "layout");
        return (batchFirst ? model : model.Node("Transpose", "x", "t", ("perm", new long[] { 1, 0, 2 })))
            .NamedNode("node", type, [batchFirst ? "x" : "t", "w", "r", "b"], ["y"], attributes).Output("y");
    }

    private static double[] Run(string type, double[] x, bool reverse, bool linear = false)
    {
        var gates = Gates(type);
        var (w, r, b) = (Weights(gates * State * Inputs, 1), Weights(gates * State * State, 2), Weights(2 * gates * State, 3));
        var (h, c, y) = (new double[State], new double[State], new double[x.Length / Inputs * State]);
        for (var step = 0; step < x.Length / Inputs; step++)
        {
            var place = reverse ? (x.Length / Inputs) - 1 - step : step;
            double W(int gate, int j) => b[(gate * State) + j] + Enumerable.Range(0, Inputs).Sum(i => w[(((gate * State) + j) * Inputs) + i] * x[(place * Inputs) + i]);
            double R(int gate, int j, double[] state) =>
                b[((gates + gate) * State) + j] + Enumerable.Range(0, State).Sum(i => r[(((gate * State) + j) * State) + i] * state[i]);
            var old = (double[])h.Clone();
            double Reset(int j) => Sigmoid(W(1, j) + R(1, j, old));
            for (var j = 0; j < State; j++)
            {
                switch (type)
                {
                    case "LSTM":
                        c[j] = (Sigmoid(W(2, j) + R(2, j, old)) * c[j]) + (Sigmoid(W(0, j) + R(0, j, old)) * Math.Tanh(W(3, j) + R(3, j, old)));
                        h[j] = Sigmoid(W(1, j) + R(1, j, old)) * Math.Tanh(c[j]);
                        break;
                    case "GRU":
                        var z = Sigmoid(W(0, j) + R(0, j, old));
                        double[] kept = [.. old.Select((value, i) => Reset(i) * value)];
                        var candidate = Math.Tanh(W(2, j) + (linear ? Reset(j) * R(2, j, old) : R(2, j, kept)));
                        h[j] = ((1 - z) * candidate) + (z * old[j]);
                        break;
                    default:
                        h[j] = Math.Tanh(W(0, j) + R(0, j, old));
                        break;
                }
            }

            h.CopyTo(y, place * State);
        }

        return y;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static float[] Weights(int count, int seed) => ConformanceModels.Values(count, seed);

    private static int Gates(string type) => type switch { "LSTM" => 4, "GRU" => 3, _ => 1 };
}
