using System.Numerics;

namespace Hls4Net.Emulation;

/// <content>Traces: what every tensor holds on the way.</content>
public sealed unsafe partial class Emulator
{
    /// <summary>
    /// Every tensor's values, by tensor name, in the order they are computed. Where a <see cref="Predictor"/> evaluates the model, its
    /// results stand for the outputs; what is inside is the layers' own evaluation.
    /// </summary>
    /// <param name="inputs">A buffer per input, in the order of the model: one sample, or several one after another.</param>
    /// <returns>As many samples of each tensor, one after another, C order.</returns>
    /// <exception cref="ArgumentException">A buffer is missing, or a length is wrong.</exception>
    public IReadOnlyDictionary<string, float[]> Trace(params IReadOnlyList<ReadOnlyMemory<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var samples = BatchShape.SamplesOf(inputs, Inputs);
        var trace = new OrderedDictionary<string, float[]>(StringComparer.Ordinal);
        var ports = _schedule.Slots.Select((slot, index) => new OutputPort(slot.Tensor, index)).ToArray();
        using var pins = new PinnedBuffers<float>(inputs, []);
        var memory = _memory.Rent();
        fixed (nint* sources = pins.Inputs)
        {
            for (var first = 0; first < samples; first += LaneKernel.BlockSize)
            {
                TraceBlock(sources, first, Math.Min(LaneKernel.BlockSize, samples - first));
            }

            if (_predictor is not null)
            {
                using var results = new PinnedBuffers<float>([], [.. Outputs.Select(tensor => trace[tensor.Name].AsMemory())]);
                fixed (nint* destinations = results.Outputs)
                {
                    RunPredictor<float>(sources, destinations, samples);
                }
            }
        }

        _memory.Return(memory);
        return trace;

        void TraceBlock(nint* sources, int first, int count)
        {
            var saturated = LoadBlock<float>(sources, first, count, memory);

            // A predictor loads them once more.
            Interlocked.Add(ref _saturated, _predictor is null ? saturated : 0);
            foreach (var input in Inputs)
            {
                Read(_schedule.SlotOf(input), first, count);
            }

            for (var step = 0; step < _schedule.Steps.Length; step++)
            {
                memory.Run(step, count);
                foreach (var output in _schedule.Steps[step].Outputs)
                {
                    Read(output, first, count);
                }
            }
        }

        void Read(int slot, int first, int count)
        {
            var tensor = _schedule.Slots[slot].Tensor;
            if (!trace.TryGetValue(tensor.Name, out var values))
            {
                trace[tensor.Name] = values = new float[samples * tensor.Shape.Count];
            }

            fixed (float* destination = values)
            {
                ports[slot].Store(destination + ((long)first * tensor.Shape.Count), count, memory);
            }
        }
    }

    /// <summary>Every tensor's raw integers for one sample, by tensor name, in the order they are computed.</summary>
    /// <param name="inputs">A sample per input, in the order of the model.</param>
    /// <exception cref="ArgumentException">A buffer is missing, or a length is wrong.</exception>
    public IReadOnlyDictionary<string, BigInteger[]> TraceRaw(params IReadOnlyList<ReadOnlyMemory<float>> inputs) => TraceRaw(Load(inputs));

    /// <summary>As <see cref="TraceRaw(IReadOnlyList{ReadOnlyMemory{float}})"/>, from raw integers; what leaves the type is saturated.</summary>
    /// <exception cref="ArgumentException">A buffer is missing, or a length is wrong.</exception>
    public IReadOnlyDictionary<string, BigInteger[]> TraceRaw(IReadOnlyList<BigInteger[]> inputs) => TraceRaw(Load(inputs));

    private OrderedDictionary<string, BigInteger[]> TraceRaw(Action<BlockMemory> load)
    {
        var trace = new OrderedDictionary<string, BigInteger[]>(StringComparer.Ordinal);
        var memory = _memory.Rent();
        load(memory);
        var predicted = _predictor is null ? null : Predicted(memory);
        foreach (var input in Inputs)
        {
            Take(input);
        }

        for (var step = 0; step < _schedule.Steps.Length; step++)
        {
            memory.Run(step, 1);
            _schedule.Steps[step].Layer.Outputs.ToList().ForEach(Take);
        }

        for (var i = 0; i < predicted?.Length; i++)
        {
            trace[Outputs[i].Name] = predicted[i];
        }

        _memory.Return(memory);
        return trace;

        void Take(Tensor tensor) => trace[tensor.Name] = Read(memory, tensor);
    }
}
