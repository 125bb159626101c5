using Hls4Net.Emulation;

namespace Hls4Net;

/// <summary>
/// One operation of a model: inputs, outputs, attributes and weights, and — in one place, so that nothing else knows its
/// arithmetic — its shape rule, its range and precision rule, its float reference and its bit-exact evaluation.
/// </summary>
public abstract class Layer
{
    private readonly Dictionary<string, WeightTensor> _weights = new(StringComparer.Ordinal);

    /// <summary>A layer called <paramref name="name"/> (the user's name of its ONNX node).</summary>
    protected Layer(string name)
    {
        Name = name;
        Origins = [name];
    }

    /// <summary>Operator name as settings, templates and dumps use it: <c>Dense</c>, <c>Softmax</c>, …</summary>
    public virtual string ClassName => GetType().Name;

    /// <summary>The user's name: that of the (main) ONNX node.</summary>
    public string Name { get; }

    /// <summary>Unique C identifier, given by the graph from <see cref="Name"/>.</summary>
    public string Identifier { get; internal set; } = "";

    /// <summary>Position in the model's topological order, from 1; names the C++ objects (<c>w2</c>, <c>config2</c>).</summary>
    public int Index { get; internal set; }

    /// <summary>All ONNX nodes that rewrites merged into this layer, the main one first.</summary>
    public IReadOnlyList<string> Origins { get; private set; }

    /// <summary>The tensors it reads.</summary>
    public IReadOnlyList<Tensor> Inputs => InputList;

    /// <summary>The tensors it makes.</summary>
    public IReadOnlyList<Tensor> Outputs => OutputList;

    /// <summary>Its first input.</summary>
    public Tensor Input => InputList[0];

    /// <summary>Its first output.</summary>
    public Tensor Output => OutputList[0];

    /// <summary>Its constant operands by role.</summary>
    public IReadOnlyDictionary<string, WeightTensor> Weights => _weights;

    /// <summary>Types of what it holds inside, by role: <c>accum</c>, <c>table</c>, <c>exp_table</c>, …; filled by precision inference.</summary>
    public IDictionary<string, FixedType> Types { get; } = new SortedList<string, FixedType>(StringComparer.Ordinal);

    /// <summary>Constant tables the compiler computed for it, by role; raw integers of the type of the same role in <see cref="Types"/>.</summary>
    public IDictionary<string, long[]> Tables { get; } = new SortedList<string, long[]>(StringComparer.Ordinal);

    /// <summary>What the user set for it, resolved from all levels of the configuration.</summary>
    public LayerSettings Settings { get; set; } = new();

    /// <summary>Its own constants and choices by name, as dumps show them; weights apart.</summary>
    public virtual IEnumerable<(string Name, object? Value)> Parameters => [];

    /// <summary>The matrices whose multipliers can be shared in time; none for most layers.</summary>
    public virtual IReadOnlyList<Operators.IMatrixProduct> MatrixProducts => this is Operators.IMatrixProduct product ? [product] : [];

    /// <summary>Free attributes of passes and plugins (<c>clock_gating</c> → <c>true</c>); built-in layers use typed properties.</summary>
    public IDictionary<string, object> Attributes { get; } = new SortedList<string, object>(StringComparer.Ordinal);

    /// <summary>The graph it belongs to; null before it was added and after it was removed.</summary>
    internal ModelGraph? Graph { get; set; }

    internal List<Tensor> InputList { get; } = [];

    internal List<Tensor> OutputList { get; } = [];

    /// <summary>Adds or replaces a constant operand.</summary>
    public void SetWeight(WeightTensor weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        _weights[weight.Name] = weight;
    }

    /// <summary>Takes a constant operand away; nothing where there is none of that role.</summary>
    public void RemoveWeight(string role) => _weights.Remove(role);

    /// <summary>Records that a rewrite merged <paramref name="other"/> into this layer.</summary>
    public void Absorb(Layer other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Origins = [.. Origins, .. other.Origins.Except(Origins, StringComparer.Ordinal)];
    }

    /// <summary>Shape of each output from the shapes of the inputs, attributes and weights.</summary>
    /// <exception cref="DiagnosticException">The inputs do not fit together.</exception>
    public abstract IReadOnlyList<TensorShape> InferShapes();

    /// <summary>
    /// Chooses every type the user left open and proves the interval of every output element:
    /// sets the weights' types, <see cref="Types"/>, <see cref="Tables"/>, and each output's type and range.
    /// </summary>
    public abstract void InferPrecision(PrecisionContext context);

    /// <summary>Evaluates one sample in double precision with the weights as trained: the reference that accuracy is measured against.</summary>
    public abstract void EvaluateReference(ReferenceContext context);

    /// <summary>Evaluates one sample exactly as the hardware does. This is the definition; <see cref="CreateKernel"/> must give the same bits.</summary>
    public abstract void Evaluate(EvaluationContext context);

    /// <summary>A vectorised form of <see cref="Evaluate"/>; null where there is none (the emulator then runs <see cref="Evaluate"/>).</summary>
    public virtual LaneKernel? CreateKernel(LanePlan plan) => null;

    /// <inheritdoc/>
    public override string ToString() => $"{ClassName} '{Name}'";
}
