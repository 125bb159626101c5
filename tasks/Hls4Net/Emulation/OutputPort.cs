using System.Runtime.Intrinsics;

namespace Hls4Net.Emulation;

/// <summary>Hands out the rows of a model output, sample by sample.</summary>
internal sealed unsafe class OutputPort(Tensor tensor, int slot)
{
    private const int Square = 4;

    // Times a power of two a float stays as near as it was, as long as neither is extreme.
    private readonly float _unit = (float)tensor.Type.Step;
    private readonly bool _fits = LanePlan.LaneOf(tensor) <= Lane.Int32 && Math.Abs(tensor.Type.Fraction) <= 80;

    /// <summary>As the nearest floats.</summary>
    public void Store(float* destination, int samples, BlockMemory memory)
    {
        var count = tensor.Shape.Count;
        if (!_fits)
        {
            StoreExactly(destination, samples, memory);
            return;
        }

        var rows = memory.Tensor(slot);
        var numbers = stackalloc float[Square * LaneKernel.BlockSize];
        for (var element = 0; element < count; element += Square)
        {
            var present = Math.Min(Square, count - element);
            for (var k = 0; k < present; k++)
            {
                for (var part = 0; part < LaneTensor.Parts<int>(); part++)
                {
                    var values = Vector512.ConvertToSingle(rows.Load<int>(element + k, part)) * Vector512.Create(_unit);
                    values.Store(numbers + (k * LaneKernel.BlockSize) + (part * Vector512<float>.Count));
                }
            }

            var whole = present == Square ? samples / Square * Square : 0;
            for (var sample = 0; sample < whole; sample += Square)
            {
                RowTransposition.Run(numbers + sample, destination + ((long)sample * count) + element, count);
            }

            for (var k = 0; k < present; k++)
            {
                var to = destination + ((long)whole * count) + element + k;
                for (var sample = whole; sample < samples; sample++, to += count)
                {
                    *to = numbers[(k * LaneKernel.BlockSize) + sample];
                }
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

    private void StoreExactly(float* destination, int samples, BlockMemory memory)
    {
        for (var sample = 0; sample < samples; sample++)
        {
            for (var element = 0; element < tensor.Shape.Count; element++)
            {
                *destination++ = (float)FixedPoint.ToDouble(memory.Get(slot, element, sample), tensor.Type.Fraction);
            }
        }
    }
}
