using System.Numerics;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Binding;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Emulation;
using Hls4Net.Import;
using Hls4Net.Serialization;
using Hls4Net.Testing;

namespace Hls4Net.Tests.Vitis;

/// <summary>Backends with an evaluation of their own, and what a generated class needs of plugins.</summary>
[TestClass]
public sealed class PredictorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PredictorTests() => new OnnxBuilder().Input("x", "N,3").Output("y", "N,3").Node("LeakyRelu", "x", "y").Save(_folder.File("model.onnx"));

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Vectors_accuracy_and_the_generated_class_use_the_backends_predictor()
    {
        var conversion = Convert(new NegatingBackend("Negating"));
        Assert.IsTrue(conversion.Succeeded, string.Join("\n", conversion.Diagnostics));
        foreach (var (inputs, outputs) in conversion.TestVectors.Inputs.Zip(conversion.TestVectors.Outputs))
        {
            CollectionAssert.AreEqual(inputs[0].Select(raw => -raw / 2).ToArray(), outputs[0]);
        }

        Assert.IsGreaterThan(1, conversion.Accuracy!.Find(conversion.Model.Outputs[0])!.MaxAbsolute);
        Assert.Contains("predictor: new global::Hls4Net.Tests.Vitis.NegatingPredictor()", Binding(conversion));
        var model = new EmulatedModel(new Emulator(
            GraphFile.Read(GraphFile.Write(conversion.Model)), new EmulatorOptions { Predictor = new NegatingPredictor() }));
        CollectionAssert.AreEqual(new[] { -1f, 2f, 0f }, model.Predict([2f, -4f, 0f]));
        CollectionAssert.AreEqual(new[] { -1f, 2f, 0f }, model.Trace([2f, -4f, 0f])[conversion.Model.Outputs[0].Name]);
        CollectionAssert.AreEqual(new[] { 4f, -3f, 1f, -1f, 2f, 0f }, Batch(model, [-8f, 6f, -2f, 2f, -4f, 0f]));
    }

    [TestMethod]
    public void A_heir_has_its_parents_predictor_and_report_reader()
    {
        var backends = new BackendCatalog(
        [
            (Hls4Net.Vitis.Plugin.Register, AppContext.BaseDirectory),
            (registry => registry.RegisterBackend("Negating", () => new NegatingBackend("Negating")), _folder.Path),
            (registry => registry.RegisterBackend("Heir", () => new HeirBackend()), _folder.Path),
        ]);
        var backend = backends.Create("heir").Backend;
        Assert.IsInstanceOfType<NegatingPredictor>(backend.CreatePredictor());
        Assert.AreEqual(12, backend.ReadReport(_folder.Path, new DiagnosticBag())!.Figures.Single().Value);
        Assert.AreEqual("fix<4>", backend.TypeText(new FixedType(4, 2, Signed: true)));
    }

    [TestMethod]
    public void A_tools_report_is_read_by_the_backend_and_its_throws_are_the_plugins()
    {
        var backends = new BackendCatalog(
        [
            (Hls4Net.Vitis.Plugin.Register, AppContext.BaseDirectory),
            (registry => registry.RegisterBackend("Negating", () => new NegatingBackend("Negating")), _folder.Path),
            (registry => registry.RegisterBackend("Sick", () => new SickReader()), _folder.Path),
        ]);
        var report = Compiler.Report.ToolReports.Read(backends, "negating", _folder.Path, new DiagnosticBag())!;
        Assert.AreEqual("tool 1\n                  synthesis\n  latency cycles         12", Compiler.Report.ToolReports.ToTable(report));
        Assert.IsNull(Compiler.Report.ToolReports.Read(backends, "Vitis", _folder.Path, new DiagnosticBag()));
        var problem = Assert.Throws<DiagnosticException>(() => Compiler.Report.ToolReports.Read(backends, "Sick", _folder.Path, new DiagnosticBag())).Diagnostics.Single();
        Assert.AreEqual("HLSN4007", problem.Descriptor.Code);
        Assert.Contains("reading the tool's report", problem.Message);
    }

    [TestMethod]
    public void A_predictor_that_throws_or_answers_nonsense_is_the_plugins_failure()
    {
        Told(Convert(new NegatingBackend("Negating") { Predictor = new Faulty(_ => throw new TimeoutException("simulator hangs")) }), "HLSN4007", "simulator hangs");
        Told(Convert(new NegatingBackend("Negating") { Predictor = new Faulty(_ => []) }), "HLSN4007", "0 outputs");
        Told(Convert(new NegatingBackend("Negating") { Predictor = new Faulty(_ => [[BigInteger.Pow(2, 70), 0, 0]]) }), "HLSN4007", "raw integers");
    }

    [TestMethod]
    public void A_type_that_generated_code_cannot_make_is_HLSN4015()
    {
        var problem = Assert.Throws<DiagnosticException>(() => Binding(Convert(new NegatingBackend("Negating") { Predictor = new Faulty(inputs => [inputs[0]]) })))
            .Diagnostics.Single();
        Assert.AreEqual("HLSN4015", problem.Descriptor.Code);
        Assert.Contains("it is not public", problem.Message);
        Assert.Contains("Binding=\"false\"", problem.Message);
    }

    [TestMethod]
    public void A_code_of_ours_that_a_plugin_made_up_is_HLSN4018_with_what_it_says()
    {
        new OnnxBuilder().Opset("acme", 1).Input("x", "N,3").Output("y", "N,3").DomainNode("acme", "mine", "Strict", ["x"], ["y"]).Save(_folder.File("model.onnx"));
        Conversion Says(string code) => Convert(new NegatingBackend("Negating"), backend => backend.RegisterOperator(new OnnxOperator("Strict", 1)
        {
            Domain = "acme", Import = node => throw new DiagnosticException(new DiagnosticDescriptor(code, Severity.Error, "Own", "too {0}"), node.Name, "big"),
        }));
        var told = Says("HLSN7001");
        Told(told, "HLSN4018", "reports under HLSN7001", "It says: too big", "Hls4Net.Backends.Tests");
        Assert.AreEqual(("mine", false), (told.Diagnostics[0].Node, told.Succeeded));
        Told(Says("ACME7001"), "ACME7001", "too big");
    }

    [TestMethod]
    public void An_operator_that_is_built_in_cannot_be_replaced_but_versions_and_domains_can_be_added()
    {
        var builtIn = new Compiler.Import.OperatorCatalog().All.First(known => known.Type == "Relu");
        Told(Convert(new NegatingBackend("Negating"), backend => backend.RegisterOperator(new OnnxOperator("Relu", builtIn.Since))), "HLSN4014", "Relu");
        var added = new OnnxOperator("Twice", 1) { Domain = "acme", Import = node => node.Emit(new Operators.Relu(node.Name), [node.Data(0).Tensor!], 0) };
        new OnnxBuilder().Opset("acme", 1).Input("x", "N,3").Output("y", "N,3").DomainNode("acme", "mine", "Twice", ["x"], ["y"]).Save(_folder.File("model.onnx"));
        var conversion = Convert(new NegatingBackend("Negating"), backend => backend.RegisterOperator(added));
        Assert.IsTrue(conversion.Succeeded, string.Join("\n", conversion.Diagnostics));
        Assert.AreEqual("mine", conversion.Model.Layers[^1].Name);
    }

    [TestMethod]
    public void A_throw_in_an_onnx_handler_names_plugin_operator_and_node()
    {
        new OnnxBuilder().Opset("acme", 1).Input("x", "N,3").Output("y", "N,3").DomainNode("acme", "mine", "Sick", ["x"], ["y"]).Save(_folder.File("model.onnx"));
        var conversion = Convert(new NegatingBackend("Negating"), backend => backend.RegisterOperator(
            new OnnxOperator("Sick", 1) { Domain = "acme", Import = _ => throw new KeyNotFoundException("no such thing") }));
        Told(conversion, "HLSN4007", "Sick 'mine'", "no such thing");
        Assert.AreEqual("mine", conversion.Diagnostics.Single().Node);
    }

    [TestMethod]
    [DataRow(nameof(Layer.InferShapes), "Sick 'mine'")]
    [DataRow(nameof(Layer.InferPrecision), "Sick.InferPrecision at Sick 'mine'")]
    [DataRow(nameof(Layer.Evaluate), "Sick.Evaluate at Sick 'mine'")]
    [DataRow(nameof(Layer.EvaluateReference), "Sick.EvaluateReference at Sick 'mine'")]
    public void A_throw_in_a_layers_own_code_names_plugin_step_and_node(string step, string where)
    {
        new OnnxBuilder().Opset("acme", 1).Input("x", "N,3").Output("y", "N,3").DomainNode("acme", "mine", "Sick", ["x"], ["y"]).Save(_folder.File("model.onnx"));
        var conversion = Convert(new PlainVitis("Plain"), backend =>
        {
            backend.RegisterLayer("Sick", name => new SickLayer(name, step));
            backend.RegisterTemplate(new FunctionCallTemplate("Sick").SetTemplate("sick({{input}}, {{output}});"));
        });
        Told(conversion, "HLSN4007", where, "OutOfMemory", "SickLayer");
        Assert.AreEqual("mine", conversion.Diagnostics.Single().Node);
    }

    [TestMethod]
    public void The_backends_that_a_program_was_built_with_are_in_its_metadata()
    {
        Assert.IsEmpty(Backends.AvailableIn(typeof(Backend).Assembly));
        CollectionAssert.AreEqual(new[] { "ASIC", "Vitis" }, Backends.AvailableIn(typeof(PredictorTests).Assembly).ToArray());
        CollectionAssert.IsSubsetOf(Backends.Available.ToArray(), new[] { "ASIC", "Vitis" });
    }

    private static float[] Batch(EmulatedModel model, float[] inputs)
    {
        var outputs = new float[inputs.Length];
        model.Predict(inputs, outputs);
        return outputs;
    }

    private static string Binding(Conversion conversion) =>
        BindingWriter.Write(BindingSignature.Of(conversion.Model, "Model", "", "model.onnx", "resource", conversion.Predictor));

    private static void Told(Conversion conversion, string code, params string[] parts)
    {
        var problem = conversion.Diagnostics.Single();
        Assert.AreEqual(code, problem.Descriptor.Code, problem.Message);
        foreach (var part in parts)
        {
            Assert.Contains(part, problem.Message);
        }
    }

    private Conversion Convert(Backend backend, Action<Backend>? extend = null)
    {
        var backends = new BackendCatalog(
        [
            (Hls4Net.Vitis.Plugin.Register, AppContext.BaseDirectory),
            (registry =>
            {
                registry.RegisterBackend(backend.Name, () => backend);
                registry.ExtendBackend(backend.Name, extend ?? (_ => { }));
            }, _folder.Path),
        ]);
        return Pipeline.Convert(new ConversionRequest { ModelPath = _folder.File("model.onnx"), ProjectName = "model", Backend = backend.Name, Precision = "fixed(16,6)" }, backends);
    }

    private class PlainVitis(string name) : Backend(name)
    {
        public override string? Parent => "Vitis";
    }

    private sealed class HeirBackend() : Backend("Heir")
    {
        public override string? Parent => "Negating";
    }

    private sealed class SickReader() : PlainVitis("Sick")
    {
        public override ToolReport? ReadReport(string projectDirectory, DiagnosticBag diagnostics) => throw new FormatException("torn");
    }

    private sealed class NegatingBackend(string name) : PlainVitis(name)
    {
        public Predictor Predictor { get; init; } = new NegatingPredictor();

        public override Predictor? CreatePredictor() => Predictor;

        public override ToolReport? ReadReport(string projectDirectory, DiagnosticBag diagnostics) => new("tool 1", [new ToolFigure("latency", 12, "cycles")]);

        public override string TypeText(FixedType type) => FormattableString.Invariant($"fix<{type.Width}>");
    }

    private sealed class Faulty(Func<IReadOnlyList<BigInteger[]>, BigInteger[][]> predict) : Predictor
    {
        public override BigInteger[][] Predict(ModelGraph model, IReadOnlyList<BigInteger[]> inputs) => predict(inputs);
    }

    private sealed class SickLayer(string name, string step) : CustomLayer(name)
    {
        public override void InferPrecision(PrecisionContext context)
        {
            Fail(nameof(InferPrecision));
            context.FitResult(this, Input.Range, Input.Type.Fraction);
        }

        public override void EvaluateReference(ReferenceContext context) => Fail(nameof(EvaluateReference));

        public override void Evaluate(EvaluationContext context) => Fail(nameof(Evaluate));

        protected override IReadOnlyList<TensorShape> OutputShapes()
        {
            Fail(nameof(InferShapes));
            return [Input.Shape];
        }

        private void Fail(string at)
        {
            if (at == step)
            {
                throw new InsufficientMemoryException("OutOfMemory");
            }
        }
    }
}

/// <summary>Computes something that no layer does: −x/2.</summary>
public sealed class NegatingPredictor : Predictor
{
    public override BigInteger[][] Predict(ModelGraph model, IReadOnlyList<BigInteger[]> inputs) => [[.. inputs[0].Select(raw => -raw / 2)]];
}
