using System.Globalization;
using Hls4Net.Import;

namespace Hls4Net;

/// <summary>An attribute that a <see cref="CustomLayer"/> declares: read from the model file, kept with the graph, known to templates by name.</summary>
public abstract class LayerAttribute
{
    private protected LayerAttribute(string name) => Name = name;

    /// <summary>Name as model files and templates have it, e.g. <c>n_heads</c>.</summary>
    public string Name { get; }

    /// <summary>The value, boxed.</summary>
    public abstract object BoxedValue { get; }

    /// <summary>How ONNX files hold it.</summary>
    internal abstract OnnxAttribute Declaration { get; }

    /// <summary>Takes a value as a file holds it: long, double, string, long[].</summary>
    /// <exception cref="DiagnosticException">It is not possible (HLSN3030).</exception>
    internal abstract void Read(object value);

    /// <summary>The value as a file holds it: long, double, string, long[].</summary>
    internal abstract object Stored { get; }
}

/// <summary>A declared attribute of type <typeparamref name="T"/>: int, double, bool, string or int[].</summary>
public sealed class LayerAttribute<T> : LayerAttribute
    where T : notnull
{
    private readonly CustomLayer _layer;
    private readonly Func<T, string?>? _problem;
    private readonly Func<object, T> _read;
    private readonly Func<T, object> _store;
    private T _value;

    internal LayerAttribute(
        CustomLayer layer, string name, T defaultValue, Func<T, string?>? problem, OnnxAttribute declaration, Func<object, T> read, Func<T, object> store)
        : base(name)
    {
        (_layer, _problem, _read, _store, _value, Default, Declaration) = (layer, problem, read, store, defaultValue, defaultValue, declaration);
    }

    /// <summary>The value where the model file says nothing.</summary>
    public T Default { get; }

    /// <summary>The value.</summary>
    /// <exception cref="DiagnosticException">When set: it is not possible (HLSN3030).</exception>
    public T Value
    {
        get => _value;
        set => _value = _problem?.Invoke(value) is { } problem ? throw Impossible(value, problem) : value;
    }

    /// <inheritdoc/>
    public override object BoxedValue => Value;

    internal override OnnxAttribute Declaration { get; }

    internal override object Stored => _store(_value);

    internal override void Read(object value)
    {
        try
        {
            Value = _read(value);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw Impossible(value, e.Message);
        }
    }

    private DiagnosticException Impossible(object value, string problem) => new(
        CustomLayerDiagnostics.ImpossibleAttribute, _layer.Name, Name,
        value is Array items ? string.Join(",", items.Cast<object>()) : Convert.ToString(value, CultureInfo.InvariantCulture), _layer.ClassName, problem);
}
