using System.Globalization;

namespace Hls4Net;

/// <summary>An option that a backend declares: what users may write as metadata of their model, and what it means.</summary>
/// <param name="name">Name as users write it; compared case-insensitively.</param>
/// <param name="help">One sentence for the list of options; units included.</param>
/// <param name="typeText">What values look like: <c>text</c>, <c>number</c>, <c>true|false</c>, <c>a|b</c>.</param>
public abstract class BackendOption(string name, string help, string typeText)
{
    /// <summary>Name as users write it.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence on what it does.</summary>
    public string Help { get; } = help;

    /// <summary>What values look like.</summary>
    public string TypeText { get; } = typeText;

    /// <summary>The value that holds when the user says nothing, as a user would write it.</summary>
    public abstract string DefaultText { get; }

    /// <summary>An option of free text.</summary>
    /// <param name="name">Name.</param>
    /// <param name="defaultValue">Default.</param>
    /// <param name="help">One sentence.</param>
    /// <param name="problem">Says what is wrong with a value; null: nothing.</param>
    public static BackendOption<string> Text(string name, string defaultValue, string help, Func<string, string?>? problem = null) =>
        new(name, defaultValue, help, "text", text => text, value => value, problem);

    /// <summary>An option that is a real number, invariant culture, never NaN or infinite.</summary>
    /// <inheritdoc cref="Text"/>
    public static BackendOption<double> Number(string name, double defaultValue, string help, Func<double, string?>? problem = null) =>
        new(
            name, defaultValue, help, "number",
            text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                ? value : throw new FormatException("it is not a number such as 5 or 2.5"),
            value => value.ToString("R", CultureInfo.InvariantCulture), problem);

    /// <summary>An option that is an integer.</summary>
    /// <inheritdoc cref="Text"/>
    public static BackendOption<int> Integer(string name, int defaultValue, string help, Func<int, string?>? problem = null) =>
        new(
            name, defaultValue, help, "integer",
            text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                ? value : throw new FormatException("it is not an integer"),
            value => value.ToString(CultureInfo.InvariantCulture), problem);

    /// <summary>An option that is <c>true</c> or <c>false</c>.</summary>
    /// <param name="name">Name.</param>
    /// <param name="defaultValue">Default.</param>
    /// <param name="help">One sentence.</param>
    public static BackendOption<bool> Switch(string name, bool defaultValue, string help) =>
        new(
            name, defaultValue, help, "true|false",
            text => bool.TryParse(text, out var value) ? value : throw new FormatException("it is neither true nor false"),
            value => value ? "true" : "false", null);

    /// <summary>An option that is one of several words, compared case-insensitively.</summary>
    /// <param name="name">Name.</param>
    /// <param name="values">The words; the first is the default.</param>
    /// <param name="help">One sentence.</param>
    public static BackendOption<string> Choice(string name, IReadOnlyList<string> values, string help) =>
        new(
            name, values[0], help, string.Join('|', values),
            text => values.FirstOrDefault(value => value.Equals(text, StringComparison.OrdinalIgnoreCase))
                ?? throw new FormatException($"possible: {string.Join(", ", values)}.{Suggestion.For(text, values)}"),
            value => value, null);

    /// <summary>Reads what the user wrote.</summary>
    /// <param name="text">The text, trimmed.</param>
    /// <param name="problem">Null, or what is wrong, as the rest of a sentence.</param>
    /// <returns>The value, boxed; the default where there is a problem.</returns>
    internal abstract object Read(string text, out string? problem);

    internal abstract object BoxedDefault { get; }

    /// <summary>What its own check says against its default, as the rest of a sentence; null: nothing.</summary>
    public abstract string? DefaultProblem { get; }

    internal abstract string Format(object value);
}

/// <summary>A declared option of type <typeparamref name="T"/>; the key with which its value is read from <see cref="BackendOptions"/>.</summary>
public sealed class BackendOption<T> : BackendOption
    where T : notnull
{
    private readonly Func<string, T> _read;
    private readonly Func<T, string> _format;
    private readonly Func<T, string?>? _problem;

    internal BackendOption(
        string name, T defaultValue, string help, string typeText, Func<string, T> read, Func<T, string> format, Func<T, string?>? problem)
        : base(name, help, typeText)
    {
        Default = defaultValue;
        (_read, _format, _problem) = (read, format, problem);
    }

    /// <summary>The value that holds when the user says nothing.</summary>
    public T Default { get; }

    /// <inheritdoc/>
    public override string DefaultText => _format(Default);

    internal override object BoxedDefault => Default;

    /// <inheritdoc/>
    public override string? DefaultProblem => _problem?.Invoke(Default);

    internal override object Read(string text, out string? problem)
    {
        try
        {
            var value = _read(text);
            problem = _problem?.Invoke(value);
            return value;
        }
        catch (FormatException exception)
        {
            problem = exception.Message;
            return Default;
        }
    }

    internal override string Format(object value) => _format((T)value);
}
