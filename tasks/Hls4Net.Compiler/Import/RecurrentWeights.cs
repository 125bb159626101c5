using Hls4Net.Import;

namespace Hls4Net.Compiler.Import;

/// <summary>The constants of a recurrent node, direction by direction, as layers want them: inputs first, gates in their order.</summary>
internal sealed class RecurrentWeights
{
    private readonly OperatorNode _node;
    private readonly ConstantTensor _w;
    private readonly ConstantTensor _r;
    private readonly ConstantTensor? _b;

    // Gates of ONNX [input, output, forget, cell] in the order of the layer: [input, forget, cell, output].
    private readonly int[] _gates;

    public RecurrentWeights(OperatorNode node)
    {
        _node = node;
        (_w, _r) = (node.Weight(1), node.Weight(2));
        _b = node.Optional(3) is null ? null : node.Weight(3);
        _gates = node.Declaration.Type switch { "LSTM" => [0, 2, 3, 1], "GRU" => [0, 1, 2], _ => [0] };
        Directions = node.Text("direction") switch
        {
            "forward" => [false],
            "reverse" => [true],
            "bidirectional" => [false, true],
            var other => throw new DiagnosticException(
                ImportDiagnostics.AttributeValue, NameText.Show(node.Name), node.Declaration.Type, "direction", $"'{NameText.Show(other)}'", "possible values are forward, reverse, bidirectional"),
        };
        RequireShapes();
        RequireDefaultActivations();
        if (node.Optional(7) is not null && node.Constant(7).Reals.Any(peephole => peephole != 0))
        {
            throw node.Unsupported("peepholes (input 'P') are not supported; train without");
        }
    }

    /// <summary>For each direction whether it is reversed.</summary>
    public IReadOnlyList<bool> Directions { get; }

    /// <summary>Values of one step.</summary>
    public int NIn => _w.Shape[2];

    /// <summary>Length of the state.</summary>
    public int NState => _r.Shape[2];

    private bool IsGru => _node.Declaration.Type == "GRU";

    /// <summary>The weights of a direction by role.</summary>
    public WeightTensor[] Of(int direction)
    {
        int[] all = [.. Enumerable.Range(0, _gates.Length)];
        int[] ofState = IsGru ? [0, 1] : all;
        WeightTensor[] matrices =
        [
            Matrix("weight", _w, direction, all), Matrix("recurrent_weight", _r, direction, ofState),
            .. IsGru ? [Matrix("candidate_weight", _r, direction, [2])] : Array.Empty<WeightTensor>(),
        ];
        return _b is null ? matrices :
        [
            .. matrices, Offsets("bias", direction, 0, all), Offsets("recurrent_bias", direction, 1, ofState),
            .. IsGru ? [Offsets("candidate_bias", direction, 1, [2])] : Array.Empty<WeightTensor>(),
        ];
    }

    /// <summary>[directions, gates · state, inputs] to [inputs, gates · state].</summary>
    private WeightTensor Matrix(string role, ConstantTensor from, int direction, int[] gates)
    {
        var (rows, inputs) = (from.Shape[1], from.Shape[2]);
        var columns = gates.Length * NState;
        var values = new double[inputs * columns];
        for (var column = 0; column < columns; column++)
        {
            var row = (direction * rows) + (_gates[gates[column / NState]] * NState) + (column % NState);
            for (var i = 0; i < inputs; i++)
            {
                values[(i * columns) + column] = from.Reals[(row * inputs) + i];
            }
        }

        return new WeightTensor(role, new TensorShape(inputs, columns), values, from.Origin);
    }

    /// <summary>Of the offsets of a direction those of the inputs (half 0) or of the state (half 1).</summary>
    private WeightTensor Offsets(string role, int direction, int half, int[] gates)
    {
        var first = ((direction * 2) + half) * _gates.Length;
        double[] values = [.. gates.SelectMany(gate => _b!.Reals.Skip((first + _gates[gate]) * NState).Take(NState))];
        return new WeightTensor(role, new TensorShape(values.Length), values, _b!.Origin);
    }

    private void RequireShapes()
    {
        var (directions, gates) = (Directions.Count, _gates.Length);
        var state = _r.Shape.Count == 3 ? _r.Shape[2] : 0;
        var fits = _w.Shape.Count == 3 && state > 0 && _w.Shape.Take(2).SequenceEqual([directions, gates * state]) && _r.Shape.Take(2).SequenceEqual([directions, gates * state])
            && (_b is null || _b.Shape.SequenceEqual([directions, 2 * gates * state])) && (!_node.Has("hidden_size") || _node.Int("hidden_size") == state);
        if (!fits)
        {
            throw _node.Mismatch($"W of shape [{string.Join(',', _w.Shape)}], R of shape [{string.Join(',', _r.Shape)}] and B of shape [{(_b is null ? "" : string.Join(',', _b.Shape))}] do not fit together"
                + (_node.Has("hidden_size") ? FormattableString.Invariant($" with hidden_size = {_node.Int("hidden_size")}") : ""));
        }
    }

    private void RequireDefaultActivations()
    {
        string[] defaults = _node.Declaration.Type switch { "LSTM" => ["Sigmoid", "Tanh", "Tanh"], "GRU" => ["Sigmoid", "Tanh"], _ => ["Tanh"] };
        string[] expected = [.. Directions.SelectMany(_ => defaults)];
        if (_node.Texts("activations") is { } activations && !activations.SequenceEqual(expected, StringComparer.OrdinalIgnoreCase))
        {
            throw new DiagnosticException(
                ImportDiagnostics.AttributeValue, NameText.Show(_node.Name), _node.Declaration.Type, "activations", $"[{string.Join(',', activations.Select(NameText.Show))}]",
                $"only the defaults [{string.Join(',', expected)}] are");
        }
    }
}
