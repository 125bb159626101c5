namespace Hls4Net;

/// <summary>A constant operand that a <see cref="CustomLayer"/> declares.</summary>
public sealed class LayerWeight
{
    private readonly CustomLayer _layer;
    private readonly Func<int[]> _shape;

    internal LayerWeight(CustomLayer layer, string name, Func<int[]> shape, bool isOptional) =>
        (_layer, Name, _shape, IsOptional) = (layer, name, shape, isOptional);

    /// <summary>Role within the layer, e.g. <c>query_weights</c>.</summary>
    public string Name { get; }

    /// <summary>Whether a layer may lack it.</summary>
    public bool IsOptional { get; }

    /// <summary>The shape it must have, by the layer's attributes.</summary>
    public TensorShape Shape => new(_shape());

    /// <summary>Whether the layer has it.</summary>
    public bool IsGiven => _layer.Weights.ContainsKey(Name);

    /// <summary>The weight.</summary>
    /// <exception cref="DiagnosticException">The layer lacks it (HLSN3031).</exception>
    public WeightTensor Tensor => _layer.Weights.GetValueOrDefault(Name)
        ?? throw new DiagnosticException(CustomLayerDiagnostics.MissingWeight, _layer.Name, _layer.ClassName, Name, Shape);

    /// <summary>The trained value of an element, C order.</summary>
    public double Trained(int element) => Tensor.Values[element];

    /// <summary>The value of an element as the hardware holds it, C order.</summary>
    public FixedValue Exact(int element) => FixedValue.Of(Tensor.Raw[element], Tensor.Type);

    /// <summary>Gives the weight: trained values in C order.</summary>
    /// <param name="values">The values; kept, not copied.</param>
    /// <param name="origin">The user's name of the array, for reports.</param>
    /// <exception cref="DiagnosticException">There are too many or too few (HLSN3032).</exception>
    public void Set(double[] values, string origin)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != Shape.Count)
        {
            throw new DiagnosticException(CustomLayerDiagnostics.WeightShape, _layer.Name, _layer.ClassName, Name, Shape, $"[{values.Length}]");
        }

        _layer.SetWeight(new WeightTensor(Name, Shape, values, origin));
    }
}
