namespace Hls4Net;

/// <summary>A model as a graph of layers in topological order. Edges are <see cref="Tensor"/>s.</summary>
public sealed class ModelGraph
{
    private readonly List<Layer> _layers = [];

    /// <summary>An empty graph for the model of that name.</summary>
    /// <param name="name">The project name: a lower-case C identifier; top function and namespace.</param>
    public ModelGraph(string name) => Name = name;

    /// <summary>Project name: top function, file names, C++ namespace.</summary>
    public string Name { get; }

    /// <summary>Every layer, in topological order.</summary>
    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>The model's inputs in the order of the file; each is produced by an <c>Input</c> layer.</summary>
    public IReadOnlyList<Tensor> Inputs => [.. _layers.OfType<Operators.Input>().Select(l => l.Output)];

    /// <summary>The model's outputs in the order of the file.</summary>
    public IList<Tensor> Outputs { get; } = [];
}
