using Hls4Net;

namespace CustomAsic;

/// <summary>Base of the T4 templates that make whole files.</summary>
public abstract class AsicTemplate : TextTemplate
{
    /// <summary>The project being written.</summary>
    public required HlsProject Project { get; init; }

    /// <summary>Name of the top function.</summary>
    protected string Name => Project.Name;

    /// <summary>The ports of the top function, as C++ parameters.</summary>
    protected string Ports => string.Join(", ", Project.Model.Inputs.Select(tensor => Port(tensor, Project.Names.Variable(tensor)))
        .Concat(Project.Model.Outputs.Zip(Project.Names.OutputPorts, Port)));

    private string Port(Tensor tensor, string name) => FormattableString.Invariant($"{Project.Names.Type(tensor)} {name}[{tensor.Shape.Count}]");
}
