using System.Globalization;

namespace Hls4Net.CxxProjects;

/// <summary>Base of the T4 templates that make whole files: the project, and what several files say alike.</summary>
internal abstract class ProjectTemplate : TextTemplate
{
    private const int ValuesPerLine = 32;
    private const int LargestOnStack = 4096;

    /// <summary>The project being written.</summary>
    public required HlsProject Project { get; init; }

    /// <summary>The tool it is written for.</summary>
    internal required CxxTool Tool { get; init; }

    private protected ModelGraph Model => Project.Model;

    private protected CxxNames Names => Project.Names;

    private protected string Name => Project.Name;

    private protected bool WithPragmas => Project.Config.Options.Get(CxxOptions.Pragmas);

    /// <summary>Every tensor in the order of the layers; the position is its number in traces.</summary>
    private protected IReadOnlyList<Tensor> Tensors => [.. Model.Layers.SelectMany(layer => layer.Outputs)];

    private protected IReadOnlyList<TensorPort> InputPorts => [.. Model.Inputs.Select(tensor => new TensorPort(tensor, Names.Variable(tensor)))];

    private protected IReadOnlyList<TensorPort> OutputPorts => [.. Model.Outputs.Select((tensor, i) => new TensorPort(tensor, Names.OutputPorts[i]))];

    /// <summary>The ports of the top function.</summary>
    private protected string Ports => string.Join(", ", WeightPorts.Select(port => port.Declaration).Prepend(Project.Streams is { } streams
        ? string.Join(", ", streams.Ports.Select(port => $"{Tool.Stream(port.TokenType)} &{port.Name}")) : Arrays));

    /// <summary>The weights that are ports.</summary>
    private protected IReadOnlyList<WeightPort> WeightPorts => field ??= WeightPort.Of(Project);

    /// <summary>The ports as arrays of elements.</summary>
    private protected string Arrays => string.Join(
        ", ", InputPorts.Concat(OutputPorts).Select(p => string.Create(
            CultureInfo.InvariantCulture, $"{Names.Type(p.Tensor)} {p.Port}[{p.Tensor.Shape.Count}]")));

    /// <summary>The function that programs on the host call with arrays.</summary>
    private protected string HostTop => Project.Streams is null && WeightPorts.Count == 0 && Tool.TopTakesArrays ? Name : "run_tensors";

    private protected IEnumerable<string> PortPragmas =>
    [
        // A function inside a namespace becomes the top by this name.
        $"TOP name={Name}",
        .. InputPorts.Select(p => $"ARRAY_RESHAPE variable={p.Port} complete dim=0"),
        .. OutputPorts.Select(p => $"ARRAY_PARTITION variable={p.Port} complete dim=0"),
        .. InputPorts.Concat(OutputPorts).Select(p => $"INTERFACE ap_vld port={p.Port}"),
        .. WeightPragmas,
        .. PipelineStyle.Pragma(Project) is { } style ? [style] : Array.Empty<string>(),
    ];

    private protected IEnumerable<string> WeightPragmas => WeightPorts.Select(port => $"INTERFACE bram port={port.Name}");

    private protected IReadOnlyList<string> KernelHeaders =>
    [
        .. Model.Layers.Select(layer => Project.Backend.FindCallTemplate(layer))
            .SelectMany(template => Project.Streams is not null && template is IStreamCall { StreamHeader: { } header } ? [header] : template?.Includes ?? [])
            .Append("nnet_utils/nnet_common.h").Distinct().Order(StringComparer.Ordinal),
    ];

    private protected IReadOnlyList<ConstantArray> Constants => ConstantArray.Of(Project);

    /// <summary>Cycles between two samples: the largest reuse factor.</summary>
    private protected int Interval => Model.Layers.SelectMany(layer => layer.MatrixProducts).Select(product => product.ReuseFactor).DefaultIfEmpty(1).Max();

    private protected string HostPorts(string type) => string.Join(
        ", ", InputPorts.Select(p => $"const {type} *{p.Port}_values").Concat(OutputPorts.Select(p => $"{type} *{p.Port}_values")));

    /// <summary>Flag of the host builds that record tensors: where the user asked for a trace of some layer.</summary>
    private protected string TraceFlag => Model.Layers.Any(layer => layer.Settings.Trace) ? " -DHLS4NET_TRACE" : "";

    private protected string Guard(string file) =>
        (file.Length == 0 ? $"{Name}_H_" : $"{Name}_{file}_H_").ToUpperInvariant();

    private protected string TypeText(FixedType type) => Project.Backend.TypeText(type);

    private protected string? Config(Layer layer) => Project.Backend.FindConfigTemplate(layer)?.Format(layer, Project);

    private protected string? Call(Layer layer) => Project.Backend.FindCallTemplate(layer)?.Format(layer, Project);

    private protected string Option<T>(BackendOption<T> option)
        where T : notnull =>
        string.Create(CultureInfo.InvariantCulture, $"{Project.Config.Options.Get(option)}");

    private protected static string Describe(Layer layer) => $"{CxxText.Comment(layer.Name)} ({layer.ClassName})";

    private protected static string Describe(Tensor tensor)
    {
        var hull = tensor.Range.Count == 0 ? default : ValueRange.Hull(tensor.Range);
        var range = tensor.Range.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", raw {hull.Min} .. {hull.Max}");
        return $"'{CxxText.Comment(tensor.Name)}' {tensor.Shape} {tensor.Type}{range}";
    }

    /// <summary>Writes the declaration of an array; a large one does not lie on the host's stack.</summary>
    private protected void Declare(string indent, string type, string name, int count)
    {
        if (count > LargestOnStack)
        {
            Write("#ifndef __SYNTHESIS__\n" + indent + "static thread_local // too large for the host's stack\n#endif\n");
        }

        Write(string.Create(CultureInfo.InvariantCulture, $"{indent}{type} {name}[{count}];\n"));
    }

    private protected void WriteValues(ConstantArray array)
    {
        var raw = array.Raw;
        for (var start = 0; start < raw.Count; start += ValuesPerLine)
        {
            for (var i = start; i < Math.Min(start + ValuesPerLine, raw.Count); i++)
            {
                Write(CxxText.Integer(raw[i], array.Type.Signed));
                Write(i + 1 == raw.Count ? "" : ",");
            }

            Write(start + ValuesPerLine < raw.Count ? "\n" : "");
        }
    }
}
