using System.Diagnostics;

namespace Hls4Net.Emulation;

/// <content>Batches cut into blocks, blocks shared among threads.</content>
public sealed unsafe partial class Emulator
{
    private long PredictSingle<T>(ReadOnlySpan<T> inputs, Span<T> outputs)
        where T : unmanaged
    {
        if (Inputs.Count != 1 || Outputs.Count != 1)
        {
            throw new InvalidOperationException($"The model has {Inputs.Count} inputs and {Outputs.Count} outputs; pass a buffer for each.");
        }

        var samples = BatchShape.SamplesOf(inputs.Length, Inputs[0]);
        BatchShape.Require(outputs.Length, samples, Outputs[0]);
        fixed (T* source = inputs, destination = outputs)
        {
            var (from, to) = ((nint)source, (nint)destination);
            return Run<T>(&from, &to, samples);
        }
    }

    private long PredictAll<T>(IReadOnlyList<ReadOnlyMemory<T>> inputs, IReadOnlyList<Memory<T>> outputs)
        where T : unmanaged
    {
        var samples = BatchShape.SamplesOf(inputs, Inputs);
        BatchShape.Require(outputs, samples, Outputs);
        using var pins = new PinnedBuffers<T>(inputs, outputs);
        fixed (nint* from = pins.Inputs, to = pins.Outputs)
        {
            return Run<T>(from, to, samples);
        }
    }

    /// <summary>Runs all blocks of a batch. The first one tells how long a block takes: only then is it known whether threads pay.</summary>
    private long Run<T>(nint* inputs, nint* outputs, int samples)
        where T : unmanaged
    {
        if (_predictor is not null)
        {
            return RunPredictor<T>(inputs, outputs, samples);
        }

        var blocks = (int)(((long)samples + LaneKernel.BlockSize - 1) / LaneKernel.BlockSize);
        var start = Stopwatch.GetTimestamp();
        var saturated = RunBlocks<T>(inputs, outputs, samples, 0, Math.Min(1, blocks));
        if (blocks > 1)
        {
            var expected = (Stopwatch.GetTimestamp() - start) * (blocks - 1);
            saturated += _threads > 1 && blocks > 2 && expected > s_worthSharing
                ? RunParallel<T>((nint)inputs, (nint)outputs, samples, blocks, (int)Math.Min(blocks - 1, expected / s_worthSharing))
                : RunBlocks<T>(inputs, outputs, samples, 1, blocks);
        }

        if (saturated != 0)
        {
            Interlocked.Add(ref _saturated, saturated);
        }

        return saturated;
    }

    private long RunParallel<T>(nint inputs, nint outputs, int samples, int blocks, int shares)
        where T : unmanaged
    {
        // A few shares per thread even out what else the processors do.
        shares = Math.Clamp(shares, 2, 8 * _threads);
        var saturated = 0L;
        Parallel.For(0, shares, new ParallelOptions { MaxDegreeOfParallelism = _threads }, share =>
        {
            var first = 1 + (int)((long)(blocks - 1) * share / shares);
            var end = 1 + (int)((long)(blocks - 1) * (share + 1) / shares);
            Interlocked.Add(ref saturated, RunBlocks<T>((nint*)inputs, (nint*)outputs, samples, first, end));
        });
        return saturated;
    }

    private long RunBlocks<T>(nint* inputs, nint* outputs, int samples, int firstBlock, int endBlock)
        where T : unmanaged
    {
        var saturated = 0L;
        var pool = samples > LaneKernel.BlockSize ? _batchMemory.Value : _memory;
        var memory = pool.Rent();
        for (var block = firstBlock; block < endBlock; block++)
        {
            var first = (long)block * LaneKernel.BlockSize;
            var count = (int)Math.Min(LaneKernel.BlockSize, samples - first);
            saturated += LoadBlock<T>(inputs, first, count, memory);
            memory.Run(count);

            for (var i = 0; i < _outputs.Length; i++)
            {
                var destination = (T*)outputs[i] + (first * Outputs[i].Shape.Count);
                if (typeof(T) == typeof(float))
                {
                    _outputs[i].Store((float*)destination, count, memory);
                }
                else
                {
                    _outputs[i].Store((long*)destination, count, memory);
                }
            }
        }

        pool.Return(memory);
        return saturated;
    }

    private long LoadBlock<T>(nint* inputs, long first, int count, BlockMemory memory)
        where T : unmanaged
    {
        var saturated = 0L;
        for (var i = 0; i < _inputs.Length; i++)
        {
            var source = (T*)inputs[i] + (first * Inputs[i].Shape.Count);
            saturated += typeof(T) == typeof(float)
                ? _inputs[i].Load((float*)source, count, memory)
                : _inputs[i].Load((long*)source, count, memory);
        }

        return saturated;
    }
}
