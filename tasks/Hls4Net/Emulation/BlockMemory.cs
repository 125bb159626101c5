using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hls4Net.Emulation;

/// <summary>The memory in which one thread computes blocks: rows of every tensor, scratch rows, big integers for layers without a kernel.</summary>
internal sealed unsafe class BlockMemory
{
    private const int Alignment = 64;

    // Pinned, so that kernels may hold pointers; the base pointers below point into it.
    private readonly byte[] _bytes;
    private readonly byte* _scratch;
    private readonly Step[] _steps;
    private readonly LaneTensor[] _tensors;
    private readonly BigInteger[]?[] _wide;
    private readonly LaneTensor[][] _inputs;
    private readonly LaneTensor[][] _outputs;
    private readonly SampleContext?[] _samples;

    public BlockMemory(Schedule schedule)
    {
        _steps = schedule.Steps;
        var scratchBytes = Math.Max((long)schedule.ScratchRows * LaneKernel.BlockSize * sizeof(long), (long)schedule.StagingSize * sizeof(short));
        _bytes = GC.AllocateArray<byte>(checked((int)(schedule.Size + scratchBytes + Alignment)), pinned: true);
        var start = (byte*)Unsafe.AsPointer(ref _bytes[0]);
        start += (Alignment - ((nint)start % Alignment)) % Alignment;
        _scratch = start + schedule.Size;
        _tensors = new LaneTensor[schedule.Slots.Count];
        for (var i = 0; i < _tensors.Length; i++)
        {
            var slot = schedule.Slots[i];
            _tensors[i] = new LaneTensor(start + slot.Offset, slot.Lane, slot.Tensor.Shape.Count);
        }

        _wide = [.. schedule.Slots.Select(slot => slot.Lane == Lane.Wide ? new BigInteger[slot.Tensor.Shape.Count * LaneKernel.BlockSize] : null)];
        _inputs = [.. schedule.Steps.Select(step => Array.ConvertAll(step.Inputs, slot => _tensors[slot]))];
        _outputs = [.. schedule.Steps.Select(step => Array.ConvertAll(step.Outputs, slot => _tensors[slot]))];
        _samples = [.. schedule.Steps.Select(step => step.Kernel is null ? new SampleContext(step.Layer) : null)];
    }

    /// <summary>Memory in which input ports turn samples into rows; kernels use the same for scratch.</summary>
    public short* Staging => (short*)_scratch;

    /// <summary>The rows of a tensor that has a lane.</summary>
    public LaneTensor Tensor(int slot) => _tensors[slot];

    /// <summary>One element of one sample, whatever holds it.</summary>
    public BigInteger Get(int slot, int element, int sample) =>
        _wide[slot] is { } wide ? wide[(element * LaneKernel.BlockSize) + sample] : _tensors[slot].Get(element, sample);

    /// <summary>Writes one element of one sample, whatever holds it.</summary>
    public void Set(int slot, int element, int sample, BigInteger value)
    {
        if (_wide[slot] is { } wide)
        {
            wide[(element * LaneKernel.BlockSize) + sample] = value;
        }
        else
        {
            _tensors[slot].Set(element, sample, (long)value);
        }
    }

    /// <summary>Runs every layer on the first <paramref name="samples"/> samples of the block (kernels on all of them).</summary>
    public void Run(int samples)
    {
        for (var step = 0; step < _steps.Length; step++)
        {
            Run(step, samples);
        }
    }

    /// <summary>Runs one layer on the first <paramref name="samples"/> samples of the block (kernels on all of them).</summary>
    public void Run(int index, int samples)
    {
        var step = _steps[index];
        if (step.Kernel is { } kernel)
        {
            kernel.Run(new LaneBlock(_inputs[index], _outputs[index], _scratch, kernel.ScratchRows));
            return;
        }

        var context = _samples[index]!;
        for (var sample = 0; sample < samples; sample++)
        {
            for (var i = 0; i < step.Inputs.Length; i++)
            {
                var values = context.Inputs[i];
                for (var element = 0; element < values.Length; element++)
                {
                    values[element] = Get(step.Inputs[i], element, sample);
                }
            }

            Evaluate(step.Layer, context);
            for (var i = 0; i < step.Outputs.Length; i++)
            {
                var values = context.Outputs[i];
                for (var element = 0; element < values.Length; element++)
                {
                    if (!context.Possible[i].Contains(values[element]))
                    {
                        throw OutOfRange(step.Layer, i, element, values[element]);
                    }

                    Set(step.Outputs[i], element, sample, values[element]);
                }
            }
        }
    }

    // It would go to the user as the truth, or not fit the memory at all.
    private static LayerFailedException OutOfRange(Layer layer, int output, int element, BigInteger value)
    {
        var tensor = layer.Outputs[output];
        return new LayerFailedException(layer, nameof(Layer.Evaluate), new PluginFaultException(FormattableString.Invariant(
            $"It gives element {element} of '{tensor.Name}' the raw integer {value}; {tensor.Type} holds {tensor.Type.MinRaw} to {tensor.Type.MaxRaw}. FixedValue.To(type) converts as the hardware does.")));
    }

    private static void Evaluate(Layer layer, SampleContext context)
    {
        try
        {
            layer.Evaluate(context);
        }
        catch (Exception e)
        {
            throw new LayerFailedException(layer, nameof(Layer.Evaluate), e);
        }
    }

    private sealed class SampleContext(Layer layer) : EvaluationContext
    {
        public BigInteger[][] Inputs { get; } = [.. layer.Inputs.Select(tensor => new BigInteger[tensor.Shape.Count])];

        public BigInteger[][] Outputs { get; } = [.. layer.Outputs.Select(tensor => new BigInteger[tensor.Shape.Count])];

        public ValueRange[] Possible { get; } = [.. layer.Outputs.Select(tensor => ValueRange.Of(tensor.Type))];

        public override ReadOnlySpan<BigInteger> Input(int index) => Inputs[index];

        public override Span<BigInteger> Output(int index) => Outputs[index];
    }
}
