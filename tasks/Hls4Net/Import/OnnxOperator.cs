namespace Hls4Net.Import;

/// <summary>
/// How one ONNX operator, from one version of its operator set on, becomes layers: everything it understands is declared, so
/// that the importer can refuse the rest by name and the operator table of the documentation can be written from here.
/// </summary>
/// <param name="type">Operator name, e.g. <c>Gemm</c>.</param>
/// <param name="since">First version of the operator set whose meaning this is; the next declaration of the same type ends it.</param>
public sealed class OnnxOperator(string type, int since)
{
    /// <summary>Operator name.</summary>
    public string Type { get; } = type;

    /// <summary>First version of the operator set that it reads.</summary>
    public int Since { get; } = since;

    /// <summary>Operator set; empty for the default one; <c>*</c> for any other, where none has the operator itself.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Every attribute it understands.</summary>
    public IReadOnlyList<OnnxAttribute> Attributes { get; init; } = [];

    /// <summary>Its inputs in order.</summary>
    public IReadOnlyList<OnnxInput> Inputs { get; init; } = [new("X")];

    /// <summary>Whether the last input may be repeated.</summary>
    public bool Variadic { get; init; }

    /// <summary>What is refused beyond that, for the documentation; empty for nothing.</summary>
    public string Limits { get; init; } = "";

    /// <summary>Whether its outputs are integers; null where they are what its data is.</summary>
    public bool? MakesIntegers { get; init; }

    /// <summary>Adds layers for a node with a tensor among its inputs and sets its outputs; null where only constants are understood.</summary>
    public Action<OperatorNode>? Import { get; init; }

    /// <summary>Computes the output of a node whose inputs are all constant; null where that is not understood.</summary>
    public Func<OperatorNode, ConstantTensor>? Fold { get; init; }

    /// <summary>Whether both are declarations of one operator from one version on.</summary>
    internal bool IsSame(OnnxOperator other) => other.Domain == Domain && other.Type == Type && other.Since == Since;
}

/// <summary>One input that an operator understands.</summary>
/// <param name="Name">Name in the ONNX documentation.</param>
/// <param name="Constant">Whether it must be a constant.</param>
/// <param name="Optional">Whether it may be left out.</param>
public sealed record OnnxInput(string Name, bool Constant = false, bool Optional = false);
