namespace Hls4Net.Emulation;

/// <summary>How an <see cref="Emulator"/> computes; never what.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Most threads that one call uses; by default all processors.</summary>
    public int MaximumThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>Instructions of the matrix kernels; by default the widest that the processor has.</summary>
    public VectorWidth VectorWidth { get; init; } = VectorWidths.Best;

    /// <summary>Evaluates every layer by its definition, <see cref="Layer.Evaluate"/>, instead of its kernel: slow, for tests and verification.</summary>
    public bool ByDefinition { get; init; }

    /// <summary>The backend's own evaluation of models; null: that of the layers.</summary>
    public Predictor? Predictor { get; init; }
}
