using System.Numerics;

namespace Hls4Net.Emulation;

/// <content>Models that a backend's own <see cref="Predictor"/> evaluates: inputs are converted as ever, the layers stay out.</content>
public sealed unsafe partial class Emulator
{
    private long RunPredictor<T>(nint* inputs, nint* outputs, int samples)
        where T : unmanaged
    {
        var saturated = 0L;
        var memory = _memory.Rent();
        for (var sample = 0; sample < samples; sample++)
        {
            saturated += LoadBlock<T>(inputs, sample, 1, memory);
            var results = Predicted(memory);
            for (var i = 0; i < results.Length; i++)
            {
                var destination = (T*)outputs[i] + ((long)sample * results[i].Length);
                for (var element = 0; element < results[i].Length; element++)
                {
                    if (typeof(T) == typeof(float))
                    {
                        ((float*)destination)[element] = (float)FixedPoint.ToDouble(results[i][element], Outputs[i].Type.Fraction);
                    }
                    else
                    {
                        ((long*)destination)[element] = (long)results[i][element];
                    }
                }
            }
        }

        _memory.Return(memory);
        if (saturated != 0)
        {
            Interlocked.Add(ref _saturated, saturated);
        }

        return saturated;
    }

    /// <summary>What the predictor says to the sample that was loaded; checked, because it goes to the user as the truth.</summary>
    private BigInteger[][] Predicted(BlockMemory memory)
    {
        var results = _predictor!.Predict(_graph, [.. Inputs.Select(tensor => Read(memory, tensor))]);
        if (results is null || results.Length != Outputs.Count)
        {
            throw new PredictorFailedException(_predictor, $"The predictor returned {results?.Length ?? 0} outputs; the model has {Outputs.Count}.");
        }

        for (var i = 0; i < results.Length; i++)
        {
            var (tensor, possible) = (Outputs[i], ValueRange.Of(Outputs[i].Type));
            if (results[i].Length != tensor.Shape.Count || !Array.TrueForAll(results[i], raw => possible.Contains(raw)))
            {
                throw new PredictorFailedException(
                    _predictor, $"The predictor returned something else for '{tensor.Name}' than {tensor.Shape.Count} raw integers of {tensor.Type}.");
            }
        }

        return results;
    }

    private BigInteger[] Read(BlockMemory memory, Tensor tensor) =>
        [.. Enumerable.Range(0, tensor.Shape.Count).Select(element => memory.Get(_schedule.SlotOf(tensor), element, 0))];
}
