using System.Buffers;

namespace Hls4Net.Emulation;

/// <summary>Keeps buffers in place while pointers to them are in use.</summary>
internal sealed unsafe class PinnedBuffers<T> : IDisposable
{
    private readonly List<MemoryHandle> _pins = [];

    public PinnedBuffers(IReadOnlyList<ReadOnlyMemory<T>> inputs, IReadOnlyList<Memory<T>> outputs)
    {
        Inputs = [.. inputs.Select(Pin)];
        Outputs = [.. outputs.Select(output => Pin(output))];
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
