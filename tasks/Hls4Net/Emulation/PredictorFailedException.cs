namespace Hls4Net.Emulation;

/// <summary>A <see cref="Predictor"/> answered something that is no prediction.</summary>
public sealed class PredictorFailedException : Exception
{
    /// <summary>Nothing is known.</summary>
    public PredictorFailedException()
    {
    }

    /// <summary>Only a message is known.</summary>
    public PredictorFailedException(string message)
        : base(message)
    {
    }

    /// <summary>The predictor is not known.</summary>
    public PredictorFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What a predictor answered.</summary>
    /// <param name="predictor">The predictor.</param>
    /// <param name="message">What is wrong with its answer.</param>
    public PredictorFailedException(Predictor predictor, string message)
        : base(message) => Predictor = predictor;

    /// <summary>The predictor.</summary>
    public Predictor? Predictor { get; }
}
