using System.Buffers;

namespace Hls4Net.Emulation;

/// <summary>Keeps buffers in place while pointers to them are in use.</summary>
internal sealed unsafe class PinnedBuffers<T> : IDisposable
{
    private readonly List<MemoryHandle> _pins = [];

    public PinnedBuffers(IReadOnlyList<ReadOnlyMemory<T>> inputs, IReadOnlyList<Memory<T>> outputs)
    {
        (Inputs, Outputs) = (new nint[inputs.Count], new nint[outputs.Count]);
        for (var i = 0; i < inputs.Count; i++)
        {
            Inputs[i] = Pin(inputs[i]);
        }

        for (var i = 0; i < outputs.Count; i++)
        {
            Outputs[i] = Pin(outputs[i]);
        }
    }

    public nint[] Inputs { get; }

    public nint[] Outputs { get; }

    public void Dispose() => _pins.ForEach(pin => pin.Dispose());

    private nint Pin(ReadOnlyMemory<T> buffer)
    {
        var pin = buffer.Pin();
        _pins.Add(pin);
        return (nint)pin.Pointer;
    }
}
