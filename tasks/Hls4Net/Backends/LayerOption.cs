namespace Hls4Net;

/// <summary>A setting of single layers that a backend adds, as metadata of <c>Hls4NetLayer</c> and as key of configuration files.</summary>
/// <param name="Option">Name, help, values and check.</param>
/// <param name="LayerClasses">Classes of layers that heed it; set for any other it is reported as without effect.</param>
public sealed record LayerOption(BackendOption Option, IReadOnlyList<string> LayerClasses)
{
    /// <summary>Reads what the user wrote for a layer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">Null, or what is wrong, as the rest of a sentence.</param>
    /// <returns>The value; null after a problem.</returns>
    public LayerOptionValue? Read(string text, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        var value = Option.Read(text.Trim(), out problem);
        return problem is null ? new LayerOptionValue(this, value) : null;
    }
}

/// <summary>What the user set for a <see cref="LayerOption"/>.</summary>
public sealed class LayerOptionValue
{
    private readonly object _value;

    internal LayerOptionValue(LayerOption option, object value) => (Option, _value) = (option, value);

    /// <summary>The setting.</summary>
    public LayerOption Option { get; }

    /// <summary>The value as a user would write it.</summary>
    public string Text => Option.Option.Format(_value);

    internal T As<T>() => (T)_value;
}
