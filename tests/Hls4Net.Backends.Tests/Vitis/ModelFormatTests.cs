using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Vitis;

/// <summary>Models of other formats than ONNX, read by plugins' importers; the sample MlpJson first.</summary>
[TestClass]
public sealed class ModelFormatTests : IDisposable
{
    private const string Network = """
        { "inputs": 2, "layers": [
          { "name": "fc1", "weights": [[1, -0.5, 0.25], [0.5, 1, -1]], "bias": [0, 0.125, 1], "activation": "relu" },
          { "name": "fc2", "weights": [[1], [2], [-1]] } ] }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_json_network_converts_like_any_other_model()
    {
        var conversion = Convert("net.mlp.json", Network, MlpJson.Plugin.Register, request => request with
        {
            Layers = [new LayerOverride("fc1", new Dictionary<string, string> { ["WeightPrecision"] = "fixed(9,3)" })],
        });
        Assert.IsTrue(conversion.Succeeded, string.Join("\n", conversion.Diagnostics));
        Assert.AreEqual(9, conversion.Model.Layers.Single(layer => layer.Name == "fc1").Weights["weight"].Type.Width);
        Assert.Contains("firmware/net.cpp", conversion.Output.Files.Keys);
        Assert.HasCount(2, conversion.Plugins);
        Assert.Contains("fc1", conversion.WriteConfig(Compiler.Configuration.ConfigGranularity.Name));
    }

    [TestMethod]
    public void The_importers_own_problems_are_shown_with_its_own_code_at_the_model()
    {
        var conversion = Convert("net.mlp.json", "{ \"inputs\": 2 }", MlpJson.Plugin.Register);
        var problem = conversion.Diagnostics.Single();
        Assert.AreEqual(("MLP001", _folder.File("net.mlp.json")), (problem.Descriptor.Code, problem.File));
        Assert.Contains("net.mlp.json", problem.Message);
        Assert.IsNull(problem.Descriptor.HelpLink);
    }

    [TestMethod]
    public void A_format_that_nobody_imports_is_told() =>
        Told(Convert("net.mlp.json", Network, _ => { }).Diagnostics.Single(), "HLSN2031", "'net.mlp.json'");

    [TestMethod]
    public void The_longest_extension_that_fits_wins()
    {
        var conversion = Convert("net.mlp.json", Network, registry =>
        {
            registry.RegisterImporter(new Importer(".json", (_, _) => throw new InvalidOperationException("the short one ran")));
            MlpJson.Plugin.Register(registry);
        });
        Assert.IsTrue(conversion.Succeeded, string.Join("\n", conversion.Diagnostics));
    }

    [TestMethod]
    public void Two_importers_of_one_format_are_both_named()
    {
        var backends = new BackendCatalog(
        [
            (Hls4Net.Vitis.Plugin.Register, AppContext.BaseDirectory), (MlpJson.Plugin.Register, _folder.Path),
            (registry => registry.RegisterImporter(new Importer(".MLP.json", (file, _) => new ModelGraph(file.ProjectName))), _folder.File("other")),
        ]);
        Told(Pipeline.Convert(Request("net.mlp.json", Network), backends).Diagnostics.Single(), "HLSN4013", ".mlp.json", _folder.File("other"));
    }

    [TestMethod]
    public void A_throw_in_an_importer_is_the_plugins_failure() => Told(
        Convert("net.x", "", registry => registry.RegisterImporter(new Importer(".x", (_, _) => throw new NotSupportedException("format 7")))).Diagnostics.Single(),
        "HLSN4007", "the importer of '.x' files", "format 7");

    [TestMethod]
    public void A_graph_that_does_not_hold_together_is_the_plugins_failure()
    {
        Told(Imported((file, _) => new ModelGraph(file.ProjectName)), "HLSN4007", "no inputs");
        Told(Imported((_, _) => new ModelGraph("other")), "HLSN4007", "'other'", "'net'");
        Told(Imported((_, _) => null!), "HLSN4007", "no graph");
        Told(
            Imported((file, _) =>
            {
                var graph = Graph(file, out var x);
                graph.AddOutput(graph.Add(new Dense("fc", new WeightTensor("weight", new TensorShape(2, 1), [1, double.NaN], "w")), [x]).Output);
                return graph;
            }),
            "HLSN2006", "'w'", "NaN");
    }

    [TestMethod]
    public void Files_beside_the_model_are_read_through_it_and_part_of_the_inputs()
    {
        File.WriteAllBytes(_folder.File("weights.bin"), [1, 2]);
        var conversion = Convert("net.x", "", registry => registry.RegisterImporter(new Importer(".x", (file, _) =>
        {
            var graph = Graph(file, out var x);
            graph.AddOutput(graph.Add(new Dense("fc", new WeightTensor("weight", new TensorShape(2, 1), [.. file.ReadBytes("weights.bin")], "w")), [x]).Output);
            return graph;
        })));
        Assert.IsTrue(conversion.Succeeded, string.Join("\n", conversion.Diagnostics));
        CollectionAssert.AreEqual(new[] { _folder.File("weights.bin") }, conversion.ExternalFiles.ToArray());
        Told(Imported((file, _) => throw new InvalidOperationException(file.ReadBytes("none.bin").Length + "?")), "HLSN2030", "none.bin");
    }

    [TestMethod]
    public void Shapes_for_a_format_that_says_them_itself_are_an_error() => Told(
        Convert("net.mlp.json", Network, MlpJson.Plugin.Register, request => request with { Inputs = "x=1,2" }).Diagnostics.Single(), "HLSN2018", ".mlp.json");

    [TestMethod]
    public void A_promised_format_that_is_not_registered_is_told()
    {
        var plugin = new PluginReference("Mlp", typeof(ModelFormatTests).Assembly.Location, typeof(NoImporter).FullName!) { Formats = ".mlp.json;.x" };
        var vitis = new PluginReference("Vitis", typeof(Hls4Net.Vitis.Plugin).Assembly.Location, typeof(Hls4Net.Vitis.Plugin).FullName!);
        var backends = new BackendCatalog([plugin, vitis]);
        Told(Pipeline.Convert(Request("net.mlp.json", Network), backends).Diagnostics.Single(), "HLSN4008", "an importer of '.mlp.json'");
        Assert.HasCount(1, backends.Create("Vitis", "net.onnx").Plugins);
    }

    private static ModelGraph Graph(ModelFile file, out Tensor x)
    {
        var graph = new ModelGraph(file.ProjectName);
        x = graph.Add(new Input("x", new TensorShape(2)), []).Output;
        return graph;
    }

    private Diagnostic Imported(Func<ModelFile, DiagnosticBag, ModelGraph> import) =>
        Convert("net.x", "", registry => registry.RegisterImporter(new Importer(".x", import))).Diagnostics.Single();

    private Conversion Convert(string name, string text, Action<IPluginRegistry> register, Func<ConversionRequest, ConversionRequest>? change = null)
    {
        var request = Request(name, text);
        return Pipeline.Convert(
            change is null ? request : change(request),
            new BackendCatalog([(Hls4Net.Vitis.Plugin.Register, AppContext.BaseDirectory), (register, _folder.Path)]));
    }

    private ConversionRequest Request(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return new ConversionRequest { ModelPath = _folder.File(name), ProjectName = "net", Backend = "Vitis" };
    }

    private static void Told(Diagnostic problem, string code, params string[] parts)
    {
        Assert.AreEqual(code, problem.Descriptor.Code, problem.Message);
        foreach (var part in parts)
        {
            Assert.Contains(part, problem.Message);
        }
    }

    private sealed class Importer(string extension, Func<ModelFile, DiagnosticBag, ModelGraph> import) : ModelImporter(extension)
    {
        public override ModelGraph Import(ModelFile file, DiagnosticBag diagnostics) => import(file, diagnostics);
    }
}

/// <summary>Registers something, but not the importer that its item promises.</summary>
public static class NoImporter
{
    public static void Register(IPluginRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.ExtendBackend("Nothing", _ => { });
    }
}
