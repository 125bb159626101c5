// The source of PluginOfContract01.dll: a plugin that uses every door of contract 0.1. The binary beside it is what later versions of Hls4Net must
// still load; it is compiled anew only as long as 0.1 is not published (HLS4NET_UPDATE_GOLDEN=1).
using Hls4Net.Emulation;
using Hls4Net.Import;
using Hls4Net.Operators;

namespace PluginOfContract01;

public sealed class OldBackend : Backend
{
    private readonly BackendOption<string> _technology;

    public OldBackend(IPluginRegistry registry)
        : base("Old")
    {
        _technology = DeclareOption(BackendOption.Choice("Technology", ["28nm", "7nm"], "Process node."));
        RegisterLayer("Mirror", name => new Mirror(name));
        RegisterPass(new MarkMirrors(), PassPlacement.In(PassPhase.Legalize));
        RegisterSource("nnet_utils/old.h", () => registry.ReadText("old.h"));
        RegisterTemplate(new LayerConfigTemplate("Mirror").SetTemplate("struct {{config}}; // {{n_in}} {{marked}}\n"));
        RegisterTemplate(new FunctionCallTemplate("Mirror", "nnet_utils/old.h").SetTemplate("mirror({{input}}, {{output}}, {{offset}});\n"));
    }

    public override BackendConfig CreateInitialConfig(BackendOptions options) =>
        new(options) { IOTypes = options.Get(_technology) == "7nm" ? ["io_parallel", "io_stream"] : ["io_parallel"] };

    public override Predictor? CreatePredictor() => null;

    public override ToolReport? ReadReport(string projectDirectory, DiagnosticBag diagnostics) =>
        new("old", [new ToolFigure("files", Directory.GetFiles(projectDirectory).Length, "")]);
}

public sealed class OldWriter : Writer
{
    protected override void WriteProjectCpp(HlsProject project) => project.Output.Add(
        "src/top.cpp",
        string.Concat(project.Model.Layers.Select(layer => project.Backend.FindCallTemplate(layer)?.Format(layer, project))));

    protected override void WriteProjectHeader(HlsProject project) => project.Output.Add(
        "src/top.h",
        string.Concat(project.Model.Layers.Select(layer => project.Backend.FindConfigTemplate(layer)?.Format(layer, project))));

    protected override void WriteSources(HlsProject project) => project.Output.Add("src/old.h", project.Backend.Sources["nnet_utils/old.h"]());
}

public sealed class Mirror : CustomLayer
{
    private readonly LayerAttribute<int> _offset;
    private readonly LayerWeight _bias;

    public Mirror(string name)
        : base(name)
    {
        _offset = AddAttribute("offset", 0, value => value < 0 ? "it is negative" : null);
        _bias = AddWeight("bias", () => [Input.Shape.Count], optional: true);
    }

    public override void InferPrecision(PrecisionContext context)
    {
        Output.Type = Input.Type;
        Output.Range = [.. Input.Range.Reverse()];
    }

    public override void EvaluateReference(ReferenceContext context)
    {
        context.Input(0).CopyTo(context.Output(0));
        context.Output(0).Reverse();
    }

    public override void Evaluate(EvaluationContext context)
    {
        context.Input(0).CopyTo(context.Output(0));
        context.Output(0).Reverse();
    }

    public bool IsPlain => _offset.Value == 0 && !_bias.IsGiven;
}

public sealed class MarkMirrors : OptimizerPass
{
    public override IReadOnlyCollection<string> Roots => ["Mirror"];

    public override bool Match(Layer node) => node is Mirror { IsPlain: true } && !node.Attributes.ContainsKey("marked");

    public override bool Transform(ModelGraph model, Layer node)
    {
        node.Attributes["marked"] = "plain";
        return true;
    }
}

/// <summary>Models that are one number: the length of a vector to mirror.</summary>
public sealed class OldImporter() : ModelImporter(".old.txt")
{
    public override ModelGraph Import(ModelFile file, DiagnosticBag diagnostics)
    {
        var graph = new ModelGraph(file.ProjectName);
        var input = graph.Add(new Input("x", new TensorShape(int.Parse(file.ReadText()))), [], "x");
        graph.AddOutput(graph.Add(new Mirror("mirror"), [input.Output], "y").Output);
        return graph;
    }
}

public static class Plugin
{
    public static void Register(IPluginRegistry registry)
    {
        registry.RegisterWriter("Old", () => new OldWriter());
        registry.RegisterBackend("Old", () => new OldBackend(registry));
        registry.ExtendBackend("Old", backend => backend.RegisterSource("nnet_utils/more.h", () => "// more\n"));
        registry.RegisterImporter(new OldImporter());
    }
}
