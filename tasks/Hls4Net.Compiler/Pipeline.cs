using Hls4Net.Compiler.Configuration;
using Hls4Net.Compiler.Passes;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Compiler.Report;
using Hls4Net.Compiler.TestInputs;
using Hls4Net.Emulation;

namespace Hls4Net.Compiler;

/// <summary>The compiler from top to bottom: an ONNX file walks in, the files of an HLS project walk out.</summary>
public static class Pipeline
{
    /// <summary>Converts one model in memory. Problems of the user's, and failures of ours, are diagnostics of the result.</summary>
    /// <exception cref="OperationCanceledException">Cancelled between two stages.</exception>
    public static Conversion Convert(ConversionRequest request, BackendCatalog backends, CancellationToken cancellation = default) =>
        Stages.Run(request, backends, (stages, result) =>
        {
            Type(stages, result, backends);
            Write(stages, result);
        }, cancellation);

    /// <summary>
    /// The first half of <see cref="Convert"/>, as far as the typed graph: all it takes to predict with an <see cref="Emulator"/>.
    /// There are no files, no test vectors, no comparison and no estimate.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled between two stages.</exception>
    public static Conversion ConvertGraph(ConversionRequest request, BackendCatalog backends, CancellationToken cancellation = default) =>
        Stages.Run(request, backends, (stages, result) => Type(stages, result, backends), cancellation);

    /// <summary>From the request to a graph in which every tensor has its type.</summary>
    private static void Type(Stages stages, Conversion result, BackendCatalog backends)
    {
        // What is asked: all problems of these three in one build.
        var request = result.Request;
        var target = stages.Run("opening the backend", bag => Target.Open(request, backends, bag));
        stages.TakePart(target?.Offer.Plugins ?? []);
        var settings = stages.Run("reading the settings", bag => RequestReader.Read(request, target, bag));
        var source = stages.Run("importing the model", bag => SourceModel.Read(request, target?.Offer, bag));
        stages.ThrowIfErrors();
        var samples = stages.Run("reading the test data", bag => SampleReader.Read(request, source!.Model, bag));
        stages.ThrowIfErrors();

        // What becomes of it.
        var widths = new ChooseWidths(request.Budgets, samples, new InferInputTypes(samples?.Ranges(source!.Model)));
        var passes = Flow.Of(request.Budgets, settings!, source!, samples, target!, new Alternatives(backends), widths);
        stages.Run("the passes", _ => passes.Run(source!.Model, result.PassContext));
        target!.Backend.AdoptLayers(source!.Model);
        result.Take(target, settings!, source, samples);
        result.Widths = widths.Plan;
    }

    /// <summary>From the typed graph to the files of the project.</summary>
    private static void Write(Stages stages, Conversion result)
    {
        var emulator = stages.Run("planning the emulator", _ => new Emulator(result.Model, new EmulatorOptions { Predictor = result.Predictor }))!;
        result.TestVectors = stages.Run("making test vectors", _ => VectorMaker.Make(result.Model, emulator, result.Samples)) ?? TestVectors.None;
        result.Accuracy = stages.Run("comparing with the float reference", bag => ConversionReport.Measure(result, emulator, bag));
        stages.ThrowIfErrors();
        stages.Run("writing the project", bag => ProjectWriter.Write(result, bag));
    }
}
