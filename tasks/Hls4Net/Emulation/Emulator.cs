using System.Diagnostics;
using System.Numerics;

namespace Hls4Net.Emulation;

/// <summary>
/// Computes what the hardware of a model will compute, bit for bit. Samples are vector lanes; large batches use all processors.
/// One instance may be used from several threads; after the first calls a prediction allocates nothing.
/// </summary>
/// <remarks>
/// Numbers are converted into the input's type with its rounding; a value outside is saturated, never wrapped, and counted:
/// every prediction returns how many input values that were. Batches hold whole samples one after another, C order.
/// </remarks>
public sealed unsafe partial class Emulator
{
    // Below this a batch is not worth waking other threads.
    private static readonly long s_worthSharing = Stopwatch.Frequency / 4000;

    private readonly Schedule _schedule;
    private readonly InputPort[] _inputs;
    private readonly OutputPort[] _outputs;
    private readonly BlockMemoryPool _memory;

    // Of more than one block; planned when the first one comes.
    private readonly Lazy<BlockMemoryPool> _batchMemory;
    private readonly int _threads;
    private readonly ModelGraph _graph;
    private readonly Predictor? _predictor;
    private long _saturated;

    /// <summary>Plans the evaluation of a model whose types are all known.</summary>
    /// <exception cref="InvalidOperationException">A tensor has no type yet.</exception>
    public Emulator(ModelGraph graph)
        : this(graph, new EmulatorOptions())
    {
    }

    /// <summary>As <see cref="Emulator(ModelGraph)"/>, with options.</summary>
    /// <exception cref="InvalidOperationException">A tensor has no type yet.</exception>
    public Emulator(ModelGraph graph, EmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        (_graph, _predictor) = (graph, options.Predictor);
        Inputs = [.. graph.Inputs];
        Outputs = [.. graph.Outputs];
        _schedule = new Schedule(graph, options);
        _inputs = [.. _schedule.InputPorts];
        _outputs = [.. Outputs.Select(tensor => new OutputPort(tensor, _schedule.SlotOf(tensor)))];
        _memory = new BlockMemoryPool(_schedule);
        _batchMemory = new(() => new BlockMemoryPool(_schedule.Join(graph, options)));
        _threads = options.MaximumThreads;
    }

    /// <summary>The model's inputs: names, shapes, types.</summary>
    public IReadOnlyList<Tensor> Inputs { get; }

    /// <summary>The model's outputs: names, shapes, types.</summary>
    public IReadOnlyList<Tensor> Outputs { get; }

    /// <summary>Input values saturated since this emulator exists.</summary>
    public long SaturatedInputs => Interlocked.Read(ref _saturated);

    /// <summary>Predicts a batch with a model of one input and one output.</summary>
    /// <returns>Number of input values that were saturated.</returns>
    /// <exception cref="ArgumentException">A length is no whole number of samples, or the lengths do not belong together.</exception>
    /// <exception cref="InvalidOperationException">The model has several inputs or outputs.</exception>
    public long Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => PredictSingle(inputs, outputs);

    /// <summary>As <see cref="Predict(ReadOnlySpan{float}, Span{float})"/>, with the raw integers that cross the hardware's interface.</summary>
    /// <returns>Number of input values that were saturated.</returns>
    /// <exception cref="ArgumentException">A length is no whole number of samples, or the lengths do not belong together.</exception>
    /// <exception cref="InvalidOperationException">The model has several inputs or outputs, or one wider than 64 bits.</exception>
    public long PredictRaw(ReadOnlySpan<long> inputs, Span<long> outputs)
    {
        RequireRaw();
        return PredictSingle(inputs, outputs);
    }

    /// <summary>Predicts a batch with any model: a buffer per input and per output, in the order of the model.</summary>
    /// <returns>Number of input values that were saturated.</returns>
    /// <exception cref="ArgumentException">A buffer is missing, or a length is wrong.</exception>
    public long Predict(IReadOnlyList<ReadOnlyMemory<float>> inputs, IReadOnlyList<Memory<float>> outputs) => PredictAll(inputs, outputs);

    /// <summary>As <see cref="Predict(IReadOnlyList{ReadOnlyMemory{float}}, IReadOnlyList{Memory{float}})"/>, with raw integers.</summary>
    /// <returns>Number of input values that were saturated.</returns>
    /// <exception cref="ArgumentException">A buffer is missing, or a length is wrong.</exception>
    /// <exception cref="InvalidOperationException">An input or output is wider than 64 bits.</exception>
    public long PredictRaw(IReadOnlyList<ReadOnlyMemory<long>> inputs, IReadOnlyList<Memory<long>> outputs)
    {
        RequireRaw();
        return PredictAll(inputs, outputs);
    }

    /// <summary>Predicts one sample in raw integers of any width: slow, for test vectors.</summary>
    /// <param name="inputs">Per input, in the order of the model: C order, units of the tensor's type; what leaves the type is saturated.</param>
    /// <returns>Per output: C order, units of the tensor's type.</returns>
    /// <exception cref="ArgumentException">A buffer is missing, or a length is wrong.</exception>
    public BigInteger[][] PredictRaw(IReadOnlyList<BigInteger[]> inputs)
    {
        var load = Load(inputs);
        var memory = _memory.Rent();
        load(memory);
        if (_predictor is null)
        {
            memory.Run(1);
        }

        var outputs = _predictor is null ? [.. Outputs.Select(tensor => Read(memory, tensor))] : Predicted(memory);
        _memory.Return(memory);
        return outputs;
    }

    private Action<BlockMemory> Load(IReadOnlyList<ReadOnlyMemory<float>> inputs)
    {
        RequireSample([.. inputs.Select(input => input.Length)]);
        return memory =>
        {
            for (var i = 0; i < _inputs.Length; i++)
            {
                using var pin = inputs[i].Pin();
                Interlocked.Add(ref _saturated, _inputs[i].Load((float*)pin.Pointer, 1, memory));
            }
        };
    }

    private Action<BlockMemory> Load(IReadOnlyList<BigInteger[]> inputs)
    {
        RequireSample([.. inputs.Select(input => input.Length)]);
        return memory =>
        {
            for (var i = 0; i < _inputs.Length; i++)
            {
                var (slot, range) = (_schedule.SlotOf(Inputs[i]), ValueRange.Of(Inputs[i].Type));
                for (var element = 0; element < inputs[i].Length; element++)
                {
                    memory.Set(slot, element, 0, BigInteger.Clamp(inputs[i][element], range.Min, range.Max));
                }
            }
        };
    }

    private void RequireSample(int[] lengths)
    {
        if (BatchShape.SamplesOf(lengths, Inputs) != 1)
        {
            throw new ArgumentException("One sample is expected.", nameof(lengths));
        }
    }

    private void RequireRaw()
    {
        if (Inputs.Concat(Outputs).FirstOrDefault(tensor => !tensor.Type.FitsInt64) is { } tensor)
        {
            throw new InvalidOperationException($"The raw integers of '{tensor.Name}' ({tensor.Type}) need more than 64 bits.");
        }
    }
}
