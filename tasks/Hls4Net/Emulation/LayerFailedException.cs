namespace Hls4Net.Emulation;

/// <summary>An exception out of a layer's own code while a model was evaluated, with the layer it came from.</summary>
public sealed class LayerFailedException : Exception
{
    /// <summary>Nothing is known.</summary>
    public LayerFailedException()
    {
    }

    /// <summary>Only a message is known.</summary>
    public LayerFailedException(string message)
        : base(message)
    {
    }

    /// <summary>The layer is not known.</summary>
    public LayerFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A layer's failure.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="step">What it was asked to do, e.g. <c>Evaluate</c>.</param>
    /// <param name="cause">What its code threw.</param>
    public LayerFailedException(Layer layer, string step, Exception cause)
        : base($"{layer} failed in {step}: {cause?.Message}", cause) => (Layer, Step) = (layer, step);

    /// <summary>The layer.</summary>
    public Layer? Layer { get; }

    /// <summary>What it was asked to do.</summary>
    public string Step { get; } = "";
}
