using Hls4Net.Compiler.Configuration;
using Hls4Net.Compiler.Estimate;
using Hls4Net.Compiler.TestInputs;

namespace Hls4Net.Compiler.Passes;

/// <summary>The passes in their order. Neighbouring rewrites of <see cref="PassPhase.Simplify"/> run together until none matches.</summary>
internal static class Flow
{
    /// <summary>The passes of one conversion, those of the backend in the places it asks for.</summary>
    /// <exception cref="DiagnosticException">A pass of the backend's is to stand beside one that is not here (HLSN3190).</exception>
    public static PassPipeline Of(Budgets budgets, ModelSettings settings, SourceModel source, SampleSet? samples, Target target, Alternatives alternatives, ChooseWidths widths) => new PassPipeline()
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
        .Add(PassPhase.Quantize, new KeepTrainedTypes())
        .Add(PassPhase.Quantize, widths.Inputs)
        .Add(PassPhase.Quantize, new ObserveSamples(samples))
        .Add(PassPhase.Quantize, widths)
        .Add(PassPhase.Quantize, new InferPrecision())
        .Add(PassPhase.Quantize, new ChooseProducts())
        .Add(PassPhase.Quantize, new CheckTypes(target.Backend, alternatives))
        .Add(PassPhase.Quantize, new ReportUnusedSettings(settings))
        .Place(target.Backend.Passes);
}
