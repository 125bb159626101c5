using System.Numerics;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Emulation;
using Hls4Net.Import;
using Hls4Net.Operators;
using Hls4Net.Testing;
using Hls4Net.Tests.Configuration;

namespace Hls4Net.Tests.Plugins;

/// <summary>
/// What a plugin gets wrong without an exception of its own: something it returns, leaves behind or leaves out. It is told as
/// its fault, with place and node, before code of ours stumbles over it.
/// </summary>
[TestClass]
public sealed class FaultTests
{
    [TestMethod]
    public void A_late_layer_without_types_is_the_pass_s_fault() => Told(
        Run(PassPhase.Finish, model => model.Replace(model.Layers[2], new Sigmoid("late"))), "pass Broken", "'late' has no type");

    [TestMethod]
    public void A_type_narrower_than_its_values_is_the_pass_s_fault() => Told(
        Run(PassPhase.Finish, model => model.Layers[1].Output.Type = model.Layers[1].Output.Type with { Width = 3 }), "pass Broken", "leaves fixed<3");

    [TestMethod]
    public void A_type_taken_away_is_the_pass_s_fault() => Told(
        Run(PassPhase.Finish, model => model.Layers[1].Types.Remove("accum")), "pass Broken", "'/fc1/MatMul' has lost the type of 'accum'");

    [TestMethod]
    public void A_weight_taken_away_is_the_pass_s_fault() => Told(
        Run(PassPhase.Simplify, model => model.Layers[1].RemoveWeight("weight")), "pass Broken", "'/fc1/MatMul' cannot tell its shapes");

    [TestMethod]
    public void Layers_in_a_circle_are_the_pass_s_fault() => Told(
        Run(PassPhase.Simplify, model => model.SetInput(model.Layers[1], 0, model.Layers[1].Output)), "pass Broken", "form a cycle");

    [TestMethod]
    public void A_reuse_factor_of_zero_is_the_pass_s_fault() => Told(
        Run(PassPhase.Finish, model => ((Dense)model.Layers[1]).ReuseFactor = 0), "pass Broken", "ReuseFactor", "BrokenPass.Run");

    [TestMethod]
    public void A_rewrite_that_breaks_the_graph_is_named_with_its_node()
    {
        var problem = Run(backend => backend.RegisterPass(new Rewrite(layer => layer.RemoveWeight("weight")), PassPlacement.In(PassPhase.Simplify)));
        Told(problem, "pass Rewrite at Dense", "cannot tell its shapes");
        Assert.IsNotNull(problem.Node);
    }

    [TestMethod]
    public void A_rewrite_without_end_is_its_plugin_s_fault()
    {
        var count = 0;
        Told(
            Run(backend => backend.RegisterPass(new Rewrite(layer => layer.Attributes["count"] = count++), PassPlacement.In(PassPhase.Finish))),
            "pass Rewrite at Dense", "never comes to an end", "Match must become false");
    }

    [TestMethod]
    [DataRow("null", "It returned null.")]
    [DataRow("no style", "IOTypes is empty")]
    [DataRow("unknown style", "'io_paralel'", "Did you mean 'io_parallel'?")]
    [DataRow("reuse", "ReuseFactor is 0")]
    [DataRow("precision", "'fixd(16,6)' is no precision")]
    [DataRow("limits", "MaximumUnroll is 0")]
    public void An_impossible_start_of_a_configuration_is_the_backend_s_fault(string fault, params string[] parts) =>
        Told(Run(() => new Configured(fault), request => request), ["CreateInitialConfig of backend 'Mine'", .. parts]);

    [TestMethod]
    [DataRow("no types", "Faulty.InferPrecision at Faulty 'twist'", "has no type")]
    [DataRow("one range", "Faulty.InferPrecision at Faulty 'twist'", "has 1 intervals for 4 elements")]
    [DataRow("wide", "Faulty.Evaluate at Faulty 'twist'", "element 0 of 'h' the raw integer 1208925819614629174706176", "FixedValue.To")]
    [DataRow("outside", "Faulty.Evaluate at Faulty 'twist'", "the raw integer 1099511627776")]
    [DataRow("nan", "Faulty.EvaluateReference at Faulty 'twist'", "NaN")]
    [DataRow("null shapes", "Faulty.OutputShapes at Faulty 'twist'", "returns no shape")]
    [DataRow("no shapes", "Faulty.OutputShapes at Faulty 'twist'", "returns no shape")]
    [DataRow("role", "Faulty.InferPrecision at Faulty 'twist'", "'gains' is not among the Roles", "Did you mean 'gain'?")]
    [DataRow("weight", "Faulty.InferPrecision at Faulty 'twist'", "Weight 'gain' of Faulty 'twist' has no type", "FitWeights")]
    public void A_layer_s_fault_is_told_at_the_layer(string fault, params string[] parts)
    {
        using var folder = new TemporaryFolder();
        new OnnxBuilder().Opset("acme", 1).Input("x", "N,4").Output("y", "N,2")
            .Initializer("gain", [1, 2, 3, 4], 4).Initializer("w", Converting.Numbers(8, 1, 1), 4, 2)
            .DomainNode("acme", "twist", "Faulty", ["x", "gain"], ["h"]).NamedNode("fc", "MatMul", ["h", "w"], ["y"])
            .Save(folder.File("model.onnx"));
        var problem = Run(
            () =>
            {
                var backend = new PlainBackend("Mine");
                backend.RegisterLayer("Faulty", name => new Faulty(name, fault));
                return backend;
            },
            request => request with { ModelPath = folder.File("model.onnx") });
        Told(problem, parts);
        Assert.AreEqual("twist", problem.Node);
    }

    [TestMethod]
    public void A_damaged_deps_json_is_named_as_the_plugin_s()
    {
        using var folder = new TemporaryFolder();
        var plugin = PluginSource.Backend(folder, "Mine");
        File.WriteAllText(Path.ChangeExtension(plugin.AssemblyPath, ".deps.json"), "{ broken");
        Told(Assert.Throws<DiagnosticException>(() => new BackendCatalog([plugin]).Create("Mine")).Diagnostics.Single(), "P.Package 1.0.0", "P.deps.json");
    }

    [TestMethod]
    public void The_exception_ends_where_the_plugin_s_own_code_does()
    {
        var problem = Run(() => throw new NotSupportedException("no licence"), request => request);
        Told(problem, "NotSupportedException: no licence", nameof(FaultTests));
        Assert.DoesNotContain("Hls4Net.Compiler.Plugins", problem.Message);
    }

    [TestMethod]
    public void Passes_that_wait_for_each_other_are_told_as_that()
    {
        var problem = Run(backend =>
        {
            backend.RegisterPass(new Named("P"), PassPlacement.After("Q"));
            backend.RegisterPass(new Named("Q"), PassPlacement.Before("p"));
        });
        Assert.AreEqual("HLSN3191", problem.Descriptor.Code);
        Assert.Contains("'P' beside 'Q', 'Q' beside 'p'", problem.Message);
    }

    [TestMethod]
    [DataRow("hls4net_manifest.json")]
    [DataRow("hls4net_report.json")]
    [DataRow("hls4net_config.json")]
    public void A_file_of_ours_is_not_the_writer_s(string name)
    {
        using var converting = new Converting();
        var catalog = new BackendCatalog(
            registry =>
            {
                registry.RegisterBackend("Mine", () => new PlainBackend("Mine"));
                registry.RegisterWriter("Mine", () => new Taker(name));
            },
            "");
        Told(Pipeline.Convert(converting.Request with { Backend = "Mine" }, catalog).Diagnostics.Single(), "writing the project", $"'{name}'");
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(6)]
    [DataRow(13)]
    [DataRow(22)]
    public void A_built_in_operator_is_not_replaced_in_any_of_its_versions(int since)
    {
        var problem = Run(backend => backend.RegisterOperator(new OnnxOperator("Relu", since)));
        Assert.AreEqual("HLSN4014", problem.Descriptor.Code);
        Assert.Contains("built in up to version 22", problem.Message);
    }

    [TestMethod]
    public void The_built_in_format_is_not_replaced()
    {
        var catalog = new BackendCatalog(registry => registry.RegisterImporter(new OnnxAgain()), "");
        Told(Assert.Throws<DiagnosticException>(() => catalog.Create("Mine")).Diagnostics[0], "'.onnx' is built in");
    }

    private static Diagnostic Run(PassPhase phase, Action<ModelGraph> change) =>
        Run(backend => backend.RegisterPass(new BrokenPass(change), PassPlacement.In(phase)));

    private static Diagnostic Run(Action<Backend> extend) => Run(
        () =>
        {
            var backend = new PlainBackend("Mine");
            extend(backend);
            return backend;
        },
        request => request);

    private static Diagnostic Run(Func<Backend> create, Func<ConversionRequest, ConversionRequest> change)
    {
        using var converting = new Converting();
        var catalog = new BackendCatalog(
            registry =>
            {
                registry.RegisterBackend("Mine", create);
                registry.RegisterWriter("Mine", () => new PlainWriter(""));
            },
            "");
        return Pipeline.Convert(change(converting.Request with { Backend = "Mine", VerifyGraph = false }), catalog).Diagnostics.Single();
    }

    private static void Told(Diagnostic problem, params string[] parts)
    {
        Assert.AreEqual("HLSN4007", problem.Descriptor.Code, problem.Message);
        foreach (var part in parts)
        {
            Assert.Contains(part, problem.Message);
        }
    }

    private sealed class OnnxAgain() : ModelImporter(".ONNX")
    {
        public override ModelGraph Import(ModelFile file, DiagnosticBag diagnostics) => new("never");
    }

    private sealed class Taker(string name) : Writer
    {
        protected override void WriteProjectCpp(HlsProject project) => project.Output.Add(name, "{}");
    }

    private sealed class BrokenPass(Action<ModelGraph> change) : Pass
    {
        public override string Name => "Broken";

        public override void Run(ModelGraph model, PassContext context) => change(model);
    }

    private sealed class Rewrite(Action<Layer> change) : OptimizerPass
    {
        public override bool Match(Layer node) => node is Dense;

        public override bool Transform(ModelGraph model, Layer node)
        {
            change(node);
            return true;
        }
    }

    private sealed class Named(string name) : Pass
    {
        public override string Name => name;

        public override void Run(ModelGraph model, PassContext context)
        {
        }
    }

    private sealed class Configured(string fault) : Backend("Mine")
    {
        public override BackendConfig CreateInitialConfig(BackendOptions options) => fault switch
        {
            "null" => null!,
            "no style" => new(options) { IOTypes = [] },
            "unknown style" => new(options) { IOTypes = ["io_stream", "io_paralel"] },
            "reuse" => new(options) { ReuseFactor = 0 },
            "precision" => new(options) { Precision = "fixd(16,6)" },
            _ => new(options) { Limits = new HardwareLimits { MaximumUnroll = 0 } },
        };
    }

    private sealed class Faulty : CustomLayer
    {
        private readonly string _fault;
        private readonly LayerWeight _gain;

        public Faulty(string name, string fault)
            : base(name) => (_fault, _gain) = (fault, AddWeight("gain", () => [4]));

        public override void EvaluateReference(ReferenceContext context) =>
            context.Output(0).Fill(_fault == "nan" ? double.NaN : 0);

        public override void InferPrecision(PrecisionContext context)
        {
            if (_fault != "weight")
            {
                context.FitWeights(this, _gain.Tensor, _fault == "role" ? "gains" : "gain");
            }

            if (_fault != "no types")
            {
                context.FitResult(this, _fault == "one range" ? [Input.Range[0]] : Input.Range, Input.Type.Fraction);
            }
        }

        public override void Evaluate(EvaluationContext context) =>
            context.Output(0).Fill(_fault switch { "wide" => BigInteger.One << 80, "outside" => BigInteger.One << 40, _ => 0 });

        protected override IReadOnlyList<TensorShape> OutputShapes() => _fault switch
        {
            "null shapes" => null!,
            "no shapes" => [],
            _ => base.OutputShapes(),
        };
    }
}
