using Hls4Net.Compiler;
using Hls4Net.Compiler.Passes;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Operators;
using Hls4Net.Tests.Configuration;
using Hls4Net.Testing;
using Hls4Net.Tests.Plugins;

namespace Hls4Net.Tests;

[TestClass]
public sealed class PipelineTests
{
    [TestMethod]
    public void Fusing_needs_no_order_from_the_user()
    {
        using var converting = new Converting();
        var conversion = converting.Run(converting.Request);
        Assert.AreEqual("Input Dense Relu Dense Sigmoid Dense Softmax", string.Join(' ', conversion.Model.Layers.Select(layer => layer.ClassName)));
        CollectionAssert.AreEqual(new[] { "/fc1/MatMul", "/fc1/Add", "bn1" }, conversion.Model.Layers[1].Origins.ToArray());
        CollectionAssert.AreEqual(
            new[] { "/fc1/Add" }, conversion.Passes.Single(record => record.Pass == nameof(FuseBias)).Nodes.ToArray());
    }

    [TestMethod]
    public void Problems_of_backend_settings_and_model_are_reported_in_one_run()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("m.onnx"), "no model");
        var conversion = Pipeline.Convert(
            new ConversionRequest { ModelPath = folder.File("m.onnx"), ProjectName = "m", Backend = "Plane", Strategy = "fast" }, Converting.Backends);
        Assert.IsFalse(conversion.Succeeded);
        Assert.HasCount(3, conversion.Diagnostics);
        Assert.IsTrue(conversion.Diagnostics.Any(d => d.Descriptor.Code.StartsWith("HLSN4", StringComparison.Ordinal)));
        Assert.IsTrue(conversion.Diagnostics.Any(d => d.Descriptor.Code.StartsWith("HLSN1", StringComparison.Ordinal)));
        Assert.AreEqual(folder.File("m.onnx"), conversion.Diagnostics.Single(d => d.Descriptor.Code.StartsWith("HLSN2", StringComparison.Ordinal)).File);
    }

    [TestMethod]
    public void A_large_mlp_fits_the_tools_limit_and_forcing_it_is_refused_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        var model = LargeMlp(folder);
        var written = 0;
        var backends = Backends(_ => { }, () => written++);
        var request = new ConversionRequest { ModelPath = model, ProjectName = "m", Backend = "Mine" };
        var open = Pipeline.Convert(request, backends);
        Assert.IsTrue(open.Succeeded);
        Assert.AreEqual(1, written);
        foreach (var dense in open.Model.Layers.OfType<Dense>())
        {
            Assert.IsLessThanOrEqualTo(4096, new UnrollProduct(new HardwareLimits(), streams: false).Of(dense));
        }

        var forced = Pipeline.Convert(request with { Strategy = "Latency" }, backends);
        Assert.AreEqual(1, written);
        CollectionAssert.AreEqual(
            new[] { ("HLSN3103", "a"), ("HLSN3103", "b"), ("HLSN3103", "c") }, forced.Diagnostics.Select(d => (d.Descriptor.Code, d.Node!)).ToArray());
    }

    [TestMethod]
    public void A_backends_pass_runs_where_it_was_placed()
    {
        using var converting = new Converting();
        var backends = Backends(backend => backend.RegisterPass(new Mark(), PassPlacement.Before(nameof(InferPrecision))), () => { });
        var conversion = Pipeline.Convert(converting.Request with { Backend = "Mine" }, backends);
        var names = conversion.Passes.Select(record => record.Pass).ToList();
        Assert.AreEqual(names.IndexOf(nameof(InferPrecision)) - 1, names.IndexOf(nameof(Mark)));
        Assert.IsTrue(conversion.Model.Layers.All(layer => layer.Attributes.ContainsKey("marked")));
    }

    [TestMethod]
    public void An_exception_in_a_backends_pass_is_the_plugins_failure_and_names_pass_and_node()
    {
        using var converting = new Converting();
        var backends = Backends(backend => backend.RegisterPass(new Fails(), PassPlacement.In(PassPhase.Finish)), () => { });
        var problem = Pipeline.Convert(converting.Request with { Backend = "Mine" }, backends).Diagnostics.Single();
        Assert.AreEqual(("HLSN4007", "softmax"), (problem.Descriptor.Code, problem.Node));
        Assert.Contains("pass Fails at Softmax 'softmax'", problem.Message);
        Assert.Contains("out of luck", problem.Message);
    }

    [TestMethod]
    public void An_exception_in_a_writer_is_the_plugins_failure_and_leaves_no_file()
    {
        using var converting = new Converting();
        var backends = Backends(_ => { }, () => throw new InvalidOperationException("disk on fire"));
        var conversion = Pipeline.Convert(converting.Request with { Backend = "Mine" }, backends);
        var problem = conversion.Diagnostics.Single();
        Assert.AreEqual("HLSN4007", problem.Descriptor.Code);
        Assert.IsFalse(conversion.Succeeded);
        Assert.IsEmpty(conversion.Output.Files);
        Assert.Contains("writing the project", problem.Message);
        Assert.Contains("disk on fire", problem.Message);
    }

    [TestMethod]
    public void An_interface_style_that_the_backend_does_not_offer_is_an_error()
    {
        using var converting = new Converting();
        Assert.AreEqual("HLSN1082", converting.Run(converting.Request with { IOType = "io_paralel" }).Diagnostics.Single().Descriptor.Code);
    }

    [TestMethod]
    public void Cancelling_stops_between_stages()
    {
        using var converting = new Converting();
        Assert.ThrowsExactly<OperationCanceledException>(
            () => Pipeline.Convert(converting.Request, Converting.Backends, new CancellationToken(canceled: true)));
    }

    [TestMethod]
    public void Two_runs_of_one_request_give_the_same_graph_and_vectors()
    {
        using var converting = new Converting();
        var (first, second) = (converting.Run(converting.Request), converting.Run(converting.Request));
        Assert.AreEqual(GraphText.Write(first.Model), GraphText.Write(second.Model));
        CollectionAssert.AreEqual(
            first.TestVectors.Outputs.SelectMany(sample => sample[0]).ToArray(), second.TestVectors.Outputs.SelectMany(sample => sample[0]).ToArray());
    }

    private static string LargeMlp(TemporaryFolder folder) => new OnnxBuilder()
        .Input("x", "N,784").Output("y", "N,10")
        .Initializer("wa", Converting.Numbers(784 * 512, 1, 0.1f), 784, 512).Initializer("wb", Converting.Numbers(512 * 512, 2, 0.1f), 512, 512)
        .Initializer("wc", Converting.Numbers(512 * 10, 3, 0.1f), 512, 10)
        .NamedNode("a", "MatMul", ["x", "wa"], ["h1"]).NamedNode("r", "Relu", ["h1"], ["h2"])
        .NamedNode("b", "MatMul", ["h2", "wb"], ["h3"]).NamedNode("s", "Relu", ["h3"], ["h4"])
        .NamedNode("c", "MatMul", ["h4", "wc"], ["y"])
        .Save(folder.File("large.onnx"));

    private static BackendCatalog Backends(Action<Backend> configure, Action onWrite) => new(
        registry =>
        {
            registry.RegisterBackend("Mine", () =>
            {
                var backend = new PlainBackend("Mine");
                configure(backend);
                return backend;
            });
            registry.RegisterWriter("Mine", () => new WatchedWriter(onWrite));
        },
        "");

    private sealed class WatchedWriter(Action onWrite) : Writer
    {
        protected override void WriteProjectCpp(HlsProject project)
        {
            onWrite();
            project.Output.Add("m.cpp", "");
        }

        protected override void WriteProjectHeader(HlsProject project)
        {
        }
    }

    private sealed class Mark : OptimizerPass
    {
        public override bool Match(Layer node) => !node.Attributes.ContainsKey("marked");

        public override bool Transform(ModelGraph model, Layer node)
        {
            node.Attributes["marked"] = true;
            return true;
        }
    }

    private sealed class Fails : OptimizerPass
    {
        public override IReadOnlyCollection<string> Roots => [nameof(Softmax)];

        public override bool Match(Layer node) => throw new InvalidOperationException("out of luck");

        public override bool Transform(ModelGraph model, Layer node) => false;
    }
}
