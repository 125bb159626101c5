namespace Hls4Net.Emulation;

/// <summary>Checks that buffers hold whole batches.</summary>
internal static class BatchShape
{
    /// <summary>Number of samples in a buffer of an input.</summary>
    public static int SamplesOf(int length, Tensor input)
    {
        var (samples, rest) = Math.DivRem(length, input.Shape.Count);
        return rest == 0 ? samples : throw new ArgumentException(
            $"{length} values are no whole number of samples: input '{input.Name}' has shape {input.Shape}, {input.Shape.Count} values a sample.");
    }

    /// <summary>Number of samples in buffers of all inputs.</summary>
    public static int SamplesOf<T>(IReadOnlyList<ReadOnlyMemory<T>> buffers, IReadOnlyList<Tensor> inputs)
    {
        var lengths = new int[buffers.Count];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = buffers[i].Length;
        }

        return SamplesOf(lengths, inputs);
    }

    /// <summary>Demands that buffers of all outputs hold that many samples each.</summary>
    public static void Require<T>(IReadOnlyList<Memory<T>> buffers, int samples, IReadOnlyList<Tensor> outputs)
    {
        var lengths = new int[buffers.Count];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = buffers[i].Length;
        }

        Require(lengths, samples, outputs);
    }

    /// <summary>Number of samples in buffers of all inputs, from their lengths.</summary>
    public static int SamplesOf(int[] all, IReadOnlyList<Tensor> inputs)
    {
        if (all.Length != inputs.Count)
        {
            throw new ArgumentException($"The model has {inputs.Count} inputs, but {all.Length} buffers are given.");
        }

        var samples = SamplesOf(all[0], inputs[0]);
        Require(all, samples, inputs);
        return samples;
    }

    /// <summary>Demands that buffers hold that many samples each.</summary>
    private static void Require(int[] all, int samples, IReadOnlyList<Tensor> tensors)
    {
        if (all.Length != tensors.Count)
        {
            throw new ArgumentException($"The model has {tensors.Count} outputs, but {all.Length} buffers are given.");
        }

        for (var i = 0; i < all.Length; i++)
        {
            Require(all[i], samples, tensors[i]);
        }
    }

    /// <summary>Demands that a buffer holds that many samples.</summary>
    public static void Require(int length, int samples, Tensor tensor)
    {
        if (length != (long)samples * tensor.Shape.Count)
        {
            throw new ArgumentException(
                $"{samples} samples of '{tensor.Name}' with shape {tensor.Shape} need {(long)samples * tensor.Shape.Count} values, not {length}.");
        }
    }
}
