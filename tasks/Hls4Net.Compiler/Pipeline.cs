using Hls4Net.Compiler.Configuration;
using Hls4Net.Compiler.Estimate;
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
            // What is asked: all problems of these three in one build.
            var target = stages.Run("opening the backend", bag => Target.Open(request, backends, bag));
            var settings = stages.Run("reading the settings", bag => RequestReader.Read(request, target, bag));
            var source = stages.Run("importing the model", bag => SourceModel.Read(request, target?.Offer, bag));
            stages.ThrowIfErrors();
            var samples = stages.Run("reading the test data", bag => SampleReader.Read(request, source!.Model, bag));
            stages.ThrowIfErrors();

            // What becomes of it: a graph in which every tensor has its type.
            var passes = Passes(request.Budgets, settings!, source!, samples, target!, new Alternatives(backends)).Place(target!.Backend.Passes);
            stages.Run("the passes", _ => passes.Run(source!.Model, result.PassContext));

            target.Backend.AdoptLayers(source!.Model);

            // What comes out.
            var emulator = result.Emulator = stages.Run("planning the emulator", _ => new Emulator(source!.Model, new EmulatorOptions { Predictor = target.Predictor }));
            result.Take(target, settings!, source!, stages.Run("making test vectors", _ => VectorMaker.Make(source!.Model, emulator!, samples)));
            result.Accuracy = stages.Run("comparing with the float reference", bag => ConversionReport.Measure(request, result, samples, bag));
            stages.ThrowIfErrors();
            stages.Run("writing the project", bag => ProjectWriter.Write(request, result, bag));
        }, cancellation);

    /// <summary>The passes in their order. Neighbouring rewrites of <see cref="PassPhase.Simplify"/> run together until none matches.</summary>
    private static PassPipeline Passes(Budgets budgets, ModelSettings settings, SourceModel source, SampleSet? samples, Target target, Alternatives alternatives) => new PassPipeline()
        .Add(PassPhase.Configure, new ApplySettings(settings, source.Nodes, target.Backend.Layers.Keys))
        .Add(PassPhase.Configure, new ChooseInputTypes(settings))
        .Add(PassPhase.Configure, new MarkIntegers())
        .Add(PassPhase.Simplify, new SkipSoftmax())
        .Add(PassPhase.Simplify, new RemoveNoOps())
        .Add(PassPhase.Simplify, new MergeReshapes())
        .Add(PassPhase.Simplify, LayoutRules.All)
        .Add(PassPhase.Simplify, QuantizedRules.All)
        .Add(PassPhase.Simplify, new MergeConsecutiveScales())
        .Add(PassPhase.Simplify, new FuseScaleIntoNormalization())
        .Add(PassPhase.Simplify, new FuseBias())
        .Add(PassPhase.Simplify, new FuseBatchNorm())
        .Add(PassPhase.Simplify, new FoldScaleIntoProduct())
        .Add(PassPhase.Simplify, new FoldPaddingIntoConvolution())
        .Add(PassPhase.Simplify, new MergeConsecutiveDense())
        .Add(PassPhase.Simplify, new ArrangePorts(settings.Layouts, samples))
        .Add(PassPhase.Legalize, new LegalizeParallelization(target.IsStream))
        .Add(PassPhase.Legalize, new ChooseStrategy(target.Config.Limits, target.IsStream))
        .Add(PassPhase.Legalize, new ChooseReuseForTarget(budgets, target.IsStream))
        .Add(PassPhase.Legalize, new LegalizeReuseFactor())
        .Add(PassPhase.Legalize, new LegalizeContractions(target.Config.Limits))
        .Add(PassPhase.Legalize, new CheckSupport(target.Backend, target.IOType, alternatives))
        .Add(PassPhase.Legalize, new CheckUnrollLimit(target.Config.Limits, target.IsStream))
        .Add(PassPhase.Quantize, new AbsorbQuantizers())
        .Add(PassPhase.Quantize, new InferInputTypes(samples?.Ranges(source.Model)))
        .Add(PassPhase.Quantize, new ObserveSamples(samples))
        .Add(PassPhase.Quantize, new InferPrecision())
        .Add(PassPhase.Quantize, new CheckTypes(target.Backend, alternatives))
        .Add(PassPhase.Quantize, new ReportUnusedSettings(settings));
}
