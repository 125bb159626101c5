using Hls4Net.Compiler.TestInputs;
using Hls4Net.Emulation;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Records what every tensor reaches in the float reference over the user's test data. Proofs take every input at its worst at
/// once; in a deep network that can cost all fraction bits, and then precision inference goes by this instead.
/// </summary>
internal sealed class ObserveSamples(SampleSet? samples) : Pass
{
    // A maximum changes little beyond this, and inference keeps a spare bit.
    private const int MostSamples = 512;

    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        if (samples is null)
        {
            return;
        }

        var reference = new ReferenceEvaluator(model);
        var tensors = model.Layers.SelectMany(layer => layer.Outputs).ToArray();
        foreach (var block in SampleBlocks.Of(reference.Inputs, samples.Spread(model, MostSamples)))
        {
            // An input that is an output, too, stands under one name: the values are the same.
            var trace = reference.Trace(block);
            foreach (var tensor in tensors)
            {
                var values = trace[tensor.Name];
                var (min, max) = tensor.Observed ?? (values[0], values[0]);
                tensor.Observed = (Math.Min(min, values.Min()), Math.Max(max, values.Max()));
            }
        }
    }
}
