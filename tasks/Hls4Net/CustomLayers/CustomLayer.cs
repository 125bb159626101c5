using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net;

/// <summary>
/// A layer class of a plugin. Its constructor takes the layer's name and declares attributes and weights; the class says what
/// shape and range come out (<see cref="OutputShapes"/>, <see cref="Layer.InferPrecision"/>) and computes it, in double
/// (<see cref="Layer.EvaluateReference"/>) and exactly (<see cref="Layer.Evaluate"/>).
/// </summary>
/// <remarks>
/// <see cref="Backend.RegisterLayer"/> makes it known. It then comes out of ONNX files by itself: a node of that type in a domain
/// of its own, attributes by their declared names, first the data inputs, then the weights as constants in the order declared.
/// For the generated class it is a public class with a public constructor that takes the name.
/// </remarks>
public abstract class CustomLayer : Layer
{
    private readonly List<LayerAttribute> _attributes = [];
    private readonly List<LayerWeight> _weights = [];
    private readonly int _inputs;
    private string? _className;

    /// <summary>A layer called <paramref name="name"/>.</summary>
    /// <param name="name">The user's name of the node.</param>
    /// <param name="inputs">How many tensors it reads; weights apart.</param>
    protected CustomLayer(string name, int inputs = 1)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        _inputs = inputs;
    }

    /// <summary>The name under which the class was registered; that of the C# class until then.</summary>
    public sealed override string ClassName => _className ?? GetType().Name;

    /// <summary>Type of the ONNX nodes that become such layers.</summary>
    public virtual string OnnxType => ClassName;

    /// <summary>Domain of those nodes; <c>*</c>: any but ONNX's own.</summary>
    public virtual string OnnxDomain => "*";

    /// <summary>How many tensors it reads; weights apart.</summary>
    public int InputCount => _inputs;

    /// <summary>The attributes it declares, in order.</summary>
    public IReadOnlyList<LayerAttribute> DeclaredAttributes => _attributes;

    /// <summary>The weights it declares, in order.</summary>
    public IReadOnlyList<LayerWeight> DeclaredWeights => _weights;

    /// <summary>
    /// The roles whose types users may set: metadata <c>QueryWeightsPrecision</c> for <c>query_weights</c>. Here the weights; a class
    /// that asks <see cref="PrecisionContext"/> for further types names those too. <c>result</c> and <c>accum</c> are there for all layers.
    /// </summary>
    public virtual IReadOnlyList<string> Roles => [.. _weights.Select(weight => weight.Name)];

    /// <inheritdoc/>
    public sealed override IEnumerable<(string Name, object? Value)> Parameters =>
        _attributes.Select(attribute => (attribute.Name, (object?)attribute.BoxedValue));

    /// <summary>Checks inputs and weights, then asks <see cref="OutputShapes"/>.</summary>
    /// <exception cref="DiagnosticException">They do not fit (HLSN3000, HLSN3031, HLSN3032).</exception>
    public sealed override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, _inputs);
        foreach (var weight in _weights)
        {
            if (!(weight.IsOptional && !weight.IsGiven) && !weight.Tensor.Shape.Equals(weight.Shape))
            {
                throw new DiagnosticException(CustomLayerDiagnostics.WeightShape, Name, ClassName, weight.Name, weight.Shape, weight.Tensor.Shape);
            }
        }

        return OutputShapes() is { Count: > 0 } shapes && !shapes.Contains(null!) ? shapes
            : throw new Emulation.LayerFailedException(this, nameof(OutputShapes), new PluginFaultException("It returns no shape; a layer has at least one output."));
    }

    /// <summary>The shape of each output from the shapes of the inputs and the attributes; here one output like the first input.</summary>
    /// <exception cref="DiagnosticException">The inputs do not fit: throw <see cref="Misfit"/>.</exception>
    protected virtual IReadOnlyList<TensorShape> OutputShapes() => [Input.Shape];

    /// <summary>The error for inputs or attributes that do not fit together (HLSN3000).</summary>
    /// <param name="sentence">What does not fit, a whole sentence.</param>
    protected DiagnosticException Misfit(string sentence) => new(OperatorDiagnostics.ShapeMisfit, Name, sentence);

    /// <summary>Declares an integer attribute.</summary>
    /// <param name="name">Name as model files have it.</param>
    /// <param name="defaultValue">Value where the file says nothing.</param>
    /// <param name="problem">Says what is wrong with a value, as the rest of a sentence; null: nothing.</param>
    protected LayerAttribute<int> AddAttribute(string name, int defaultValue, Func<int, string?>? problem = null) => Add(new LayerAttribute<int>(
        this, name, defaultValue, problem, OnnxAttribute.Int(name, defaultValue), value => checked((int)(long)value), value => (long)value));

    /// <summary>Declares an attribute that is a number.</summary>
    /// <inheritdoc cref="AddAttribute(string, int, Func{int, string?})"/>
    protected LayerAttribute<double> AddAttribute(string name, double defaultValue, Func<double, string?>? problem = null) => Add(new LayerAttribute<double>(
        this, name, defaultValue, problem, OnnxAttribute.Float(name, defaultValue),
        value => double.IsFinite((double)value) ? (double)value : throw new FormatException("it is not a finite number"), value => value));

    /// <summary>Declares an attribute that is true or false; ONNX files hold it as 1 or 0.</summary>
    /// <inheritdoc cref="AddAttribute(string, int, Func{int, string?})"/>
    protected LayerAttribute<bool> AddAttribute(string name, bool defaultValue, Func<bool, string?>? problem = null) => Add(new LayerAttribute<bool>(
        this, name, defaultValue, problem, OnnxAttribute.Int(name, defaultValue ? 1 : 0),
        value => (long)value is var number and (0 or 1) ? number == 1 : throw new FormatException("it is neither 0 nor 1"), value => value ? 1L : 0L));

    /// <summary>Declares an attribute that is a text.</summary>
    /// <inheritdoc cref="AddAttribute(string, int, Func{int, string?})"/>
    protected LayerAttribute<string> AddAttribute(string name, string defaultValue, Func<string, string?>? problem = null) => Add(new LayerAttribute<string>(
        this, name, defaultValue, problem, OnnxAttribute.Text(name, defaultValue), value => (string)value, value => value));

    /// <summary>Declares an attribute of several integers.</summary>
    /// <inheritdoc cref="AddAttribute(string, int, Func{int, string?})"/>
    protected LayerAttribute<int[]> AddAttribute(string name, int[] defaultValue, Func<int[], string?>? problem = null) => Add(new LayerAttribute<int[]>(
        this, name, defaultValue, problem, OnnxAttribute.Ints(name),
        value => Array.ConvertAll((long[])value, item => checked((int)item)), value => Array.ConvertAll(value, item => (long)item)));

    /// <summary>Declares a constant operand.</summary>
    /// <param name="name">Role within the layer: templates and settings name it.</param>
    /// <param name="shape">The shape it must have, by the values of the attributes.</param>
    /// <param name="optional">Whether a layer may lack it.</param>
    protected LayerWeight AddWeight(string name, Func<int[]> shape, bool optional = false)
    {
        ArgumentNullException.ThrowIfNull(shape);
        RequireNew(name);
        var weight = new LayerWeight(this, name, shape, optional);
        _weights.Add(weight);
        return weight;
    }

    /// <summary>Takes the name under which the class is registered.</summary>
    internal void NameClass(string className) => _className = className;

    private LayerAttribute<T> Add<T>(LayerAttribute<T> attribute)
        where T : notnull
    {
        RequireNew(attribute.Name);
        attribute.Value = attribute.Default;
        _attributes.Add(attribute);
        return attribute;
    }

    private void RequireNew(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (_attributes.Exists(known => known.Name == name) || _weights.Exists(known => known.Name == name))
        {
            throw new ArgumentException($"Layer class '{ClassName}' declares '{name}' twice.", nameof(name));
        }
    }
}
