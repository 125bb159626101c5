namespace Hls4Net.Emulation;

/// <summary>The tensors of one layer for one block of samples, and scratch memory of the thread that computes it.</summary>
public readonly unsafe ref struct LaneBlock
{
    private readonly ReadOnlySpan<LaneTensor> _inputs;
    private readonly ReadOnlySpan<LaneTensor> _outputs;
    private readonly byte* _scratch;
    private readonly int _scratchRows;

    internal LaneBlock(ReadOnlySpan<LaneTensor> inputs, ReadOnlySpan<LaneTensor> outputs, byte* scratch, int scratchRows)
    {
        _inputs = inputs;
        _outputs = outputs;
        _scratch = scratch;
        _scratchRows = scratchRows;
    }

    /// <summary>An input of the layer.</summary>
    public LaneTensor Input(int index) => _inputs[index];

    /// <summary>An output of the layer.</summary>
    public LaneTensor Output(int index) => _outputs[index];

    /// <summary>The kernel's own rows, <see cref="LaneKernel.ScratchRows"/> of them, as rows of a lane. Their content is undefined at the start.</summary>
    public LaneTensor Scratch(Lane lane) => new(_scratch, lane, _scratchRows);
}
