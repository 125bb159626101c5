namespace Hls4Net.Emulation;

/// <summary>Hands out the rows of a model output, sample by sample.</summary>
internal sealed unsafe class OutputPort(Tensor tensor, int slot)
{
    private readonly double _unit = tensor.Type.Step;
    private readonly bool _fits = LanePlan.LaneOf(tensor) <= Lane.Int32 && Math.Abs(tensor.Type.Fraction) < 900;

    /// <summary>As the nearest floats.</summary>
    public void Store(float* destination, int samples, BlockMemory memory)
    {
        var rows = memory.Tensor(slot);
        var count = tensor.Shape.Count;
        for (var element = 0; element < count; element++)
        {
            for (var sample = 0; sample < samples; sample++)
            {
                destination[((long)sample * count) + element] = (float)(_fits
                    ? rows.Get(element, sample) * _unit
                    : FixedPoint.ToDouble(memory.Get(slot, element, sample), tensor.Type.Fraction));
            }
        }
    }

    /// <summary>As raw integers; the type fits 64 bits.</summary>
    public void Store(long* destination, int samples, BlockMemory memory)
    {
        var rows = memory.Tensor(slot);
        var count = tensor.Shape.Count;
        for (var element = 0; element < count; element++)
        {
            for (var sample = 0; sample < samples; sample++)
            {
                destination[((long)sample * count) + element] = rows.Get(element, sample);
            }
        }
    }
}
