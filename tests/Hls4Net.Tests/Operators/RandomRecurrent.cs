using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

/// <summary>Small recurrent layers, every attribute at play.</summary>
internal sealed class RandomRecurrent(Random random, Func<string, TensorShape, WeightTensor> weight)
{
    /// <summary>A layer that reads steps of <paramref name="nIn"/> numbers.</summary>
    public RecurrentLayer Create(string kind, int nIn)
    {
        var n = 1 + random.Next(4);
        var inputs = random.Next(3) == 0;
        var (reverse, sequences, after) = (random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0);
        var gates = kind switch { "LSTM" => 4, "GRU" => 3, _ => 1 };
        List<WeightTensor> weights = [Matrix("weight", nIn, gates * n), Matrix("recurrent_weight", n, kind == "GRU" ? 2 * n : gates * n)];
        if (kind == "GRU")
        {
            weights.Add(Matrix("candidate_weight", n, n));
        }

        string[] roles = ["bias", "recurrent_bias", .. kind == "GRU" ? ["candidate_bias"] : Array.Empty<string>()];
        string[] states = inputs ? [] : ["initial_state", .. kind == "LSTM" ? ["initial_cell"] : Array.Empty<string>()];
        foreach (var role in roles.Concat(states).Where(_ => random.Next(2) == 0))
        {
            var count = role == "bias" ? gates * n : role == "recurrent_bias" ? (kind == "GRU" ? 2 * n : gates * n) : n;
            weights.Add(weight(role, new TensorShape(count)));
        }

        RecurrentLayer layer = kind switch
        {
            "LSTM" => new Lstm("lstm", weights, inputs) { Reverse = reverse, ReturnSequences = sequences },
            "GRU" => new Gru("gru", weights, inputs) { Reverse = reverse, ReturnSequences = sequences, ResetAfter = after },
            _ => new SimpleRnn("rnn", weights, inputs) { Reverse = reverse, ReturnSequences = sequences },
        };
        foreach (var product in layer.Products)
        {
            product.Strategy = (Strategy)random.Next(3);
            var divisors = Enumerable.Range(1, product.NIn).Where(d => product.NIn % d == 0).ToArray();
            product.ReuseFactor = divisors[random.Next(divisors.Length)];
        }

        return layer;
    }

    private WeightTensor Matrix(string role, int rows, int columns) => weight(role, new TensorShape(rows, columns));
}
