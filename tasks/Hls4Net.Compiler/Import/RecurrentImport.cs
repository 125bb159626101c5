using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import;

/// <summary>
/// One recurrent node becomes a layer for each direction; where one sample holds several sequences, for each of them. What they
/// make is put together as ONNX has it: <c>Y</c> [steps, directions, batch, states], <c>Y_h</c> and <c>Y_c</c> [directions, batch,
/// states]; with <c>layout = 1</c> the batch comes first.
/// </summary>
internal sealed class RecurrentImport
{
    private const int InitialState = 5;

    private readonly OperatorNode _node;
    private readonly RecurrentWeights _weights;
    private readonly ImportedValue _x;
    private readonly bool _batchFirst;
    private readonly int _sequences;
    private readonly int _steps;

    public RecurrentImport(OperatorNode node)
    {
        _node = node;
        _x = node.Data(0);
        _weights = new RecurrentWeights(node);
        _batchFirst = node.Has("layout") && node.Int("layout") != 0;
        if (_x.Rank != 3 || _x.Shape[2] != _weights.NIn)
        {
            throw node.Mismatch(FormattableString.Invariant($"X of shape [{string.Join(',', _x.Shape)}] does not hold sequences of {_weights.NIn} values"));
        }

        var batchAxis = _batchFirst ? 0 : 1;
        if (_x.BatchAxis >= 0 && _x.BatchAxis != batchAxis)
        {
            throw node.Unsupported(FormattableString.Invariant(
                $"dimension {_x.BatchAxis} of X counts as the batch, but holds the steps of the sequence; write Inputs=\"name=…\" with all dimensions of the input, the steps first"));
        }

        (_sequences, _steps) = (_x.Shape[batchAxis], _x.Shape[1 - batchAxis]);
        RequireFullLength();
    }

    /// <summary>Adds the layers and sets the outputs.</summary>
    public void Run()
    {
        var (directions, isLstm) = (_weights.Directions.Count, _node.Declaration.Type == "LSTM");
        var (everyStep, last, cells) = (new Tensor[directions, _sequences], new Tensor[directions, _sequences], new Tensor[directions, _sequences]);
        var parts = new List<Layer>();
        for (var sequence = 0; sequence < _sequences; sequence++)
        {
            var x = Sequence(sequence);
            for (var direction = 0; direction < directions; direction++)
            {
                var layer = Create(direction, sequence, isLstm);
                var states = layer.StatesAreInputs ? States(direction, sequence, isLstm ? 2 : 1) : [];
                var made = _node.EmitInner(layer, [x, .. states]);
                parts.Add(layer);
                everyStep[direction, sequence] = last[direction, sequence] = made;
                if (layer.ReturnSequences && _node.IsNeeded(1))
                {
                    last[direction, sequence] = Row(made, layer.Place(_steps - 1), $"{layer.Name}_last");
                }

                cells[direction, sequence] = layer.Outputs[^1];
            }
        }

        Layer? joined = null;
        if (_node.IsNeeded(0))
        {
            var all = Joined(everyStep, _steps, "", ref joined);
            int[] shape = _batchFirst ? [_sequences, _steps, directions, _weights.NState] : [_steps, directions, _sequences, _weights.NState];
            Leave(all, 0, shape, _batchFirst ? 0 : 2);
        }

        foreach (var (output, states) in new[] { (1, last), (2, cells) }.Where(pair => _node.IsNeeded(pair.Item1)))
        {
            int[] shape = _batchFirst ? [_sequences, directions, _weights.NState] : [directions, _sequences, _weights.NState];
            Leave(Joined(states, 1, output == 1 ? "_last" : "_cell", ref joined), output, shape, _batchFirst ? 0 : 1);
        }

        // Settings of the node are meant for all of them.
        parts.Where(part => joined is not null && part.Name != _node.Name).ToList().ForEach(part => part.Absorb(joined!));
    }

    private RecurrentLayer Create(int direction, int sequence, bool isLstm)
    {
        var side = _weights.Directions.Count == 1 ? "" : direction == 0 ? "_forward" : "_backward";
        var name = _node.Name + side + (_sequences == 1 ? "" : FormattableString.Invariant($"_{sequence}"));
        var reverse = _weights.Directions[direction];
        var (sequences, inputs) = (_node.IsNeeded(0), _node.Optional(InitialState)?.Tensor is not null || _node.Optional(InitialState + 1)?.Tensor is not null);
        var weights = _weights.Of(direction);
        if (!inputs)
        {
            weights = [.. weights, .. Enumerable.Range(0, isLstm ? 2 : 1).Select(state => Initial(state, direction, sequence)).OfType<WeightTensor>()];
        }

        return _node.Declaration.Type switch
        {
            "LSTM" => new Lstm(name, weights, inputs) { Reverse = reverse, ReturnSequences = sequences, ReturnCell = _node.IsNeeded(2) },
            "GRU" => new Gru(name, weights, inputs) { Reverse = reverse, ReturnSequences = sequences, ResetAfter = _node.Int("linear_before_reset") != 0 },
            _ => new SimpleRnn(name, weights, inputs) { Reverse = reverse, ReturnSequences = sequences },
        };
    }

    /// <summary>One of the sequences, [steps, values].</summary>
    private Tensor Sequence(int sequence)
    {
        var sample = SampleAxes.Tensor(_node, _x);
        var shape = new TensorShape(_steps, _weights.NIn);
        if (_sequences == 1)
        {
            return _node.Reshaped(sample, shape);
        }

        int[] picked = [sequence];
        var name = FormattableString.Invariant($"{_node.Name}_sequence_{sequence}");
        return _node.Reshaped(_node.EmitInner(new Gather(name, _batchFirst ? [picked, null, null] : [null, picked, null]), sample), shape);
    }

    /// <summary>The states before the first step as tensors: data, or a constant beside data.</summary>
    private Tensor[] States(int direction, int sequence, int count) => [.. Enumerable.Range(0, count).Select(state =>
    {
        var name = FormattableString.Invariant($"{_node.Name}_state_{state}_{direction}_{sequence}");
        if (_node.Optional(InitialState + state)?.Tensor is null)
        {
            double[] constant = [.. Initial(state, direction, sequence)?.Values ?? new double[_weights.NState]];
            return _node.EmitInner(new Constant(name, new WeightTensor("value", new TensorShape(_weights.NState), constant, name)));
        }

        var value = _node.Data(InitialState + state);
        RequireStateShape(value.Shape, state);
        var rows = _node.Reshaped(value.Tensor!, new TensorShape(_weights.Directions.Count * _sequences, _weights.NState));
        return rows.Shape[0] == 1 ? _node.Reshaped(rows, new TensorShape(_weights.NState)) : Row(rows, StateRow(direction, sequence), name);
    })];

    /// <summary>A constant state before the first step; null where it is zero.</summary>
    private WeightTensor? Initial(int state, int direction, int sequence)
    {
        if (_node.Optional(InitialState + state) is not { Constant: { } constant })
        {
            return null;
        }

        RequireStateShape(constant.Shape, state);
        double[] values = [.. _node.Weight(InitialState + state).Reals.Skip(StateRow(direction, sequence) * _weights.NState).Take(_weights.NState)];
        return new WeightTensor(state == 0 ? "initial_state" : "initial_cell", new TensorShape(_weights.NState), values, constant.Origin);
    }

    private int StateRow(int direction, int sequence) =>
        _batchFirst ? (sequence * _weights.Directions.Count) + direction : (direction * _sequences) + sequence;

    private void RequireStateShape(IReadOnlyList<int> shape, int state)
    {
        int[] expected = _batchFirst ? [_sequences, _weights.Directions.Count, _weights.NState] : [_weights.Directions.Count, _sequences, _weights.NState];
        if (!shape.SequenceEqual(expected))
        {
            throw _node.Mismatch($"{_node.Declaration.Inputs[InitialState + state].Name} has shape [{string.Join(',', shape)}], not [{string.Join(',', expected)}]");
        }
    }

    private Tensor Row(Tensor rows, int row, string name) =>
        _node.Reshaped(_node.EmitInner(new Gather(name, [[row], null]), rows), new TensorShape(_weights.NState));

    /// <summary>What all directions and sequences make, in the order of ONNX.</summary>
    private Tensor Joined(Tensor[,] parts, int steps, string suffix, ref Layer? joined)
    {
        if (parts.Length == 1)
        {
            return parts[0, 0];
        }

        // Batch first: the sequences one after the other; else, step by step, whatever belongs to it.
        var directions = Enumerable.Range(0, parts.GetLength(0)).ToArray();
        var sequences = Enumerable.Range(0, _sequences).ToArray();
        Tensor[] ordered = [.. directions.SelectMany(d => sequences.Select(s => parts[d, s]))];
        if (_batchFirst)
        {
            ordered = [.. sequences.Select(s => Concatenated([.. directions.Select(d => parts[d, s])], steps == 1 ? 0 : 1, FormattableString.Invariant($"{suffix}_{s}")))];
            return ordered.Length == 1 ? ordered[0] : Concatenated(ordered, 0, suffix, ref joined);
        }

        return Concatenated(ordered, ordered[0].Shape.Rank - 1, suffix, ref joined);
    }

    private Tensor Concatenated(Tensor[] parts, int axis, string suffix)
    {
        Layer? ignored = null;
        return parts.Length == 1 ? parts[0] : Concatenated(parts, axis, suffix, ref ignored);
    }

    private Tensor Concatenated(Tensor[] parts, int axis, string suffix, ref Layer? joined)
    {
        var layer = new Concatenate(_node.Name + suffix, axis);
        joined ??= layer;
        return _node.EmitInner(layer, parts);
    }

    private void Leave(Tensor tensor, int output, int[] shape, int batchAxis)
    {
        var batch = _x.BatchAxis < 0 ? -1 : batchAxis;
        _node.Emit(new Reshape(FormattableString.Invariant($"{_node.Name}_output_{output}"), ImportedValue.SampleShape(shape, batch)), [tensor], shape, batch, output);
    }

    private void RequireFullLength()
    {
        if (_node.Optional(4) is null || _node.Integers(4).All(length => length == _steps))
        {
            return;
        }

        throw _node.Unsupported(FormattableString.Invariant(
            $"sequence_lens = [{string.Join(',', _node.Integers(4))}] stops before the last of {_steps} steps; export for full sequences"));
    }
}
