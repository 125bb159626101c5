namespace Hls4Net;

/// <summary>How a <see cref="TextTemplate"/> writes values.</summary>
/// <param name="provider">The culture of numbers and dates.</param>
public sealed class TextFormat(IFormatProvider provider)
{
    /// <summary>The text of a value.</summary>
    /// <param name="value">A number, an identifier, ….</param>
    /// <exception cref="ArgumentNullException">It is null, or has no text.</exception>
    public string ToStringWithCulture(object value) =>
        (value is IFormattable formattable ? formattable.ToString(null, provider) : value?.ToString()) ?? throw new ArgumentNullException(nameof(value));
}
