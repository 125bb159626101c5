using Hls4Net.Compiler.TestInputs;
using Hls4Net.Emulation;

namespace Hls4Net.Compiler.Report.Page;

/// <summary>The profiles of all tensors of a model, over the samples that its conversion was measured on. Only the page needs them.</summary>
internal static class ModelProfile
{
    // Enough for quartiles that nobody can tell from exact ones; together no more than some tens of megabytes.
    private const int MostValues = 1 << 21;

    /// <summary>Runs the model in the float reference and in the emulator.</summary>
    public static IReadOnlyDictionary<Tensor, ValueProfile> Measure(Conversion conversion)
    {
        var model = conversion.Model;
        var tensors = model.Layers.SelectMany(layer => layer.Outputs).ToList();
        var profiles = tensors.ToDictionary(tensor => tensor, tensor => new ValueProfile(tensor, Math.Clamp(MostValues / tensors.Count, 128, 8192)));
        var (reference, emulator) = (new ReferenceEvaluator(model), new Emulator(model, new EmulatorOptions { Predictor = conversion.Predictor }));
        foreach (var block in SampleBlocks.Of(emulator.Inputs, ConversionReport.SamplesOf(conversion)))
        {
            var (expected, actual) = (reference.Trace(block), emulator.Trace(block));
            foreach (var tensor in tensors)
            {
                profiles[tensor].Add(expected[tensor.Name], actual[tensor.Name]);
            }
        }

        return profiles;
    }
}
