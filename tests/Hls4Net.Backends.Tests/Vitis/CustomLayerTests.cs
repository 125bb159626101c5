using Hls4Net.Compiler;
using Hls4Net.Compiler.Binding;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Compiler.Verification;
using Hls4Net.Emulation;
using Hls4Net.Serialization;
using Hls4Net.Testing;

namespace Hls4Net.Tests.Vitis;

/// <summary>The sample plugin FirFilter, a layer class with an attribute, weights, rules and a kernel, all the way from an ONNX file.</summary>
[TestClass]
public sealed class CustomLayerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly BackendCatalog s_backends = new(
    [
        (Hls4Net.Vitis.Plugin.Register, AppContext.BaseDirectory), (FirFilter.Plugin.Register, Repository.File("samples", "FirFilter")),
    ]);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("auto", "io_parallel")]
    [DataRow("auto(8)", "io_parallel")]
    [DataRow("fixed(16,6)", "io_parallel")]
    [DataRow("fixed(10,3,RND_CONV,SAT)", "io_parallel")]
    [DataRow("auto", "io_stream")]
    public void Its_cpp_computes_the_bits_of_its_evaluation(string precision, string ioType)
    {
        var conversion = Converted(Pipeline.Convert(Request(Save(Model(taps: 3))) with { Precision = precision, IOType = ioType }, s_backends));
        OutputFolder.Write(_folder.File("project"), conversion.Output, new Manifest());
        var simulation = new CSimulation
        {
            ProjectFolder = _folder.File("project"), Name = "model", WorkFolder = _folder.File("work"), Compiler = Cxx.Require("g++"), Trace = true,
        };
        var diagnostics = new DiagnosticBag();
        var result = Verifier.Run(conversion.Model, simulation, conversion.TestVectors.Inputs, diagnostics);
        Assert.IsTrue(result.Passed, string.Join("\n", diagnostics.Items));
        Assert.IsGreaterThan(0, result.Values);
    }

    [TestMethod]
    public void Its_values_are_those_of_the_float_reference_where_nothing_is_lost()
    {
        var conversion = Converted(Convert(Model(taps: 3), "auto(24)"));
        var fir = conversion.Model.Layers.OfType<FirFilter.Fir>().Single();
        Assert.AreEqual("Fir", fir.ClassName);
        Assert.AreEqual("filter", fir.Name);
        Assert.AreEqual(0, conversion.Accuracy!.Find(fir.Output)!.MaxAbsolute, 1e-3);
    }

    [TestMethod]
    public void The_embedded_graph_brings_attributes_and_weights_and_computes_the_same()
    {
        var conversion = Converted(Convert(Model(taps: 3), "fixed(16,6)"));
        var bytes = GraphFile.Write(conversion.Model);
        var read = GraphFile.Read(bytes, new Dictionary<string, Func<string, Layer>> { ["Fir"] = name => new FirFilter.Fir(name) });
        Assert.AreEqual(3, read.Layers.OfType<FirFilter.Fir>().Single().DeclaredAttributes[0].BoxedValue);
        var (built, embedded) = (new Emulator(conversion.Model), new Emulator(read));
        foreach (var (inputs, outputs) in conversion.TestVectors.Inputs.Zip(conversion.TestVectors.Outputs))
        {
            CollectionAssert.AreEqual(outputs[0], embedded.PredictRaw(inputs)[0]);
            CollectionAssert.AreEqual(outputs[0], built.PredictRaw(inputs)[0]);
        }

        var problem = Assert.Throws<InvalidDataException>(() => GraphFile.Read(bytes));
        Assert.Contains("'Fir'", problem.Message);
        Assert.Contains("plugin's package", problem.Message);
    }

    [TestMethod]
    public void The_generated_class_names_the_type_and_makes_it_itself()
    {
        var conversion = Converted(Convert(Model(taps: 3), "auto"));
        var text = BindingWriter.Write(BindingSignature.Of(conversion.Model, "Model", "Mine", "model.onnx", "resource"));
        Assert.Contains("[\"Fir\"] = name => new global::FirFilter.Fir(name)", text);
    }

    [TestMethod]
    public void Without_the_plugin_the_operator_is_unknown_and_without_its_backend_too() => Told(
        Pipeline.Convert(Request(Save(Model(taps: 3))), new BackendCatalog(Hls4Net.Vitis.Plugin.Register, AppContext.BaseDirectory)).Diagnostics.Single(),
        "HLSN2010", "filter", "acme::Fir");

    [TestMethod]
    public void A_value_that_the_attribute_does_not_take_is_told_at_the_node() =>
        Told(Convert(Model(taps: 0), "auto").Diagnostics.Single(), "HLSN3030", "filter", "taps = 0", "'Fir'", "at least one tap");

    [TestMethod]
    public void A_weight_of_another_shape_is_told_at_the_node() =>
        Told(Convert(Model(taps: 4), "auto").Diagnostics.Single(), "HLSN3032", "filter", "coefficients", "[4]", "[3]");

    [TestMethod]
    public void A_missing_weight_is_told_at_the_node() => Told(
        Convert(new OnnxBuilder().Opset("acme", 1).Input("x", "N,8").Output("y", "N,8").DomainNode("acme", "", "Fir", ["x"], ["y"], ("taps", 3L)), "auto").Diagnostics.Single(),
        "HLSN2017", "Fir_0", "'coefficients'", "missing");

    [TestMethod]
    public void A_layer_made_without_its_weight_is_told() => Told(
        Assert.Throws<DiagnosticException>(() =>
        {
            var graph = new ModelGraph("g");
            graph.Add(new FirFilter.Fir("f"), [graph.Add(new Operators.Input("x", new TensorShape(4)), []).Output]);
        }).Diagnostics.Single(),
        "HLSN3031", "f", "'coefficients'", "[4]");

    [TestMethod]
    public void A_layer_that_a_handler_makes_by_itself_has_the_name_under_which_its_class_is_registered()
    {
        var backends = new BackendCatalog(
        [
            (Hls4Net.Vitis.Plugin.Register, AppContext.BaseDirectory),
            (registry => registry.ExtendBackend("Vitis", backend =>
            {
                backend.RegisterLayer("Filter", name => new FirFilter.Fir(name));
                backend.RegisterOperator(new Import.OnnxOperator("Fir", 1)
                {
                    Domain = "acme",
                    Inputs = [new("X"), new("c", Constant: true)],
                    Attributes = [Import.OnnxAttribute.Int("taps")],
                    Import = node =>
                    {
                        var layer = new FirFilter.Fir(node.Name);
                        ((LayerAttribute<int>)layer.DeclaredAttributes[0]).Value = node.Weight(1).Count;
                        layer.DeclaredWeights[0].Set(node.Weight(1).Reals, node.Weight(1).Origin);
                        node.Emit(layer, [node.Data(0).Tensor!], node.Data(0).BatchAxis);
                    },
                });
            }), _folder.Path),
        ]);
        Told(Pipeline.Convert(Request(Save(Model(taps: 3))), backends).Diagnostics.Single(), "HLSN3120", "filter", "Filter");
    }

    [TestMethod]
    public void An_attribute_that_is_not_declared_is_told() => Told(
        Convert(Model(taps: 3, ("tap", 4L)), "auto").Diagnostics.Single(), "HLSN2011", "filter", "'tap'", "taps");

    [TestMethod]
    public void Settings_know_the_class_and_its_weights()
    {
        var request = Request(Save(Model(taps: 3))) with
        {
            Layers = [new LayerOverride("Fir", new Dictionary<string, string> { ["ResultPrecision"] = "fixed(9,5)", ["CoefficientsPrecision"] = "fixed(7,1)" })],
        };
        var conversion = Converted(Pipeline.Convert(request, s_backends));
        var fir = conversion.Model.Layers.OfType<FirFilter.Fir>().Single();
        Assert.AreEqual((9, 7), (fir.Output.Type.Width, fir.Weights["coefficients"].Type.Width));
        Assert.Contains("\"coefficients\": \"fixed<7,1>\"", conversion.WriteConfig(Compiler.Configuration.ConfigGranularity.Name));
        File.WriteAllText(_folder.File("c.json"), "{ \"HLSConfig\": { \"LayerName\": { \"filter\": { \"Precision\": { \"coefficients\": \"fixed<6,1>\" } } } } }");
        var configured = Converted(Pipeline.Convert(Request(_folder.File("model.onnx")) with { ConfigPath = _folder.File("c.json") }, s_backends));
        Assert.AreEqual(6, configured.Model.Layers.OfType<FirFilter.Fir>().Single().Weights["coefficients"].Type.Width);
        var none = Request(Save(Plain())) with { Layers = request.Layers };
        Assert.IsFalse(Pipeline.Convert(none, s_backends).Diagnostics.Any(problem => problem.Descriptor.Severity == Severity.Error));
    }

    [TestMethod]
    public void The_sample_is_no_longer_than_120_lines()
    {
        var files = Directory.GetFiles(Repository.File("samples", "FirFilter"), "*.cs").Concat(Directory.GetFiles(Repository.File("samples", "FirFilter", "kernels")));
        Assert.IsLessThanOrEqualTo(120, files.Sum(file => File.ReadAllLines(file).Length));
    }

    private static OnnxBuilder Model(int taps, params (string Name, object Value)[] more) => new OnnxBuilder().Opset("acme", 1)
        .Input("x", "N,8").Output("y", "N,3")
        .Initializer("fir.c", [0.5f, -0.25f, 0.75f], 3)
        .Initializer("w", [.. Enumerable.Range(0, 24).Select(i => ((i * 7) % 11 / 4f) - 1)], 8, 3)
        .DomainNode("acme", "filter", "Fir", ["x", "fir.c"], ["h"], [("taps", (long)taps), .. more])
        .Node("MatMul", "h w", "y");

    private static OnnxBuilder Plain() => new OnnxBuilder().Input("x", "N,2").Output("y", "N,2").Node("Relu", "x", "y");

    private Conversion Convert(OnnxBuilder model, string precision) =>
        Pipeline.Convert(Request(Save(model)) with { Precision = precision }, s_backends);

    private static ConversionRequest Request(string path) => new() { ModelPath = path, ProjectName = "model", Backend = "Vitis", VerifyGraph = true };

    private string Save(OnnxBuilder model)
    {
        var path = _folder.File("model.onnx");
        model.Save(path);
        return path;
    }

    private static Conversion Converted(Conversion conversion)
    {
        Assert.IsTrue(conversion.Succeeded, string.Join("\n", conversion.Diagnostics));
        return conversion;
    }

    private static void Told(Diagnostic problem, string code, string node, params string[] parts)
    {
        Assert.AreEqual((code, node), (problem.Descriptor.Code, problem.Node), problem.Message);
        foreach (var part in parts)
        {
            Assert.Contains(part, problem.Message);
        }
    }
}
