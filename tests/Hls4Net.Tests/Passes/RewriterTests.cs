using Hls4Net.Operators;

namespace Hls4Net.Tests.Passes;

[TestClass]
public sealed class RewriterTests
{
    [TestMethod]
    [DataRow(100)]
    [DataRow(1600)]
    public void Work_grows_with_the_size_of_the_model_not_with_its_square(int nodes)
    {
        var graph = Chain(nodes);
        var context = new PassContext(new DiagnosticBag());
        new PassPipeline().Add(PassPhase.Simplify, new RemoveLinear()).Add(PassPhase.Simplify, new NeverMatches()).Run(graph, context);
        Assert.HasCount(2, graph.Layers);
        Assert.HasCount(nodes, context.Records[0].Nodes);
        Assert.IsLessThanOrEqualTo(8 * nodes, context.Records.Sum(record => record.Matches));
    }

    [TestMethod]
    public void A_tensor_with_many_readers_does_not_make_it_quadratic()
    {
        const int Readers = 1600;
        var graph = new ModelGraph("fan");
        var x = graph.Add(new Input("x", new TensorShape(1)), []).Output;
        var source = graph.Add(new Relu("source"), [x]).Output;
        for (var i = 0; i < Readers; i++)
        {
            var linear = graph.Add(new Linear($"i{i}"), [source]);
            graph.AddOutput(graph.Add(new Relu($"r{i}"), [linear.Output]).Output);
        }

        var context = new PassContext(new DiagnosticBag());
        new RemoveLinear().Run(graph, context);
        Assert.IsLessThanOrEqualTo(8 * Readers, context.Records.Sum(record => record.Matches));
    }

    [TestMethod]
    public void A_rewrite_is_asked_again_when_a_neighbour_changed()
    {
        // The second pass matches only after the first one has removed the layer in between.
        var graph = Chain(3, last: new Relu("last"));
        var context = new PassContext(new DiagnosticBag());
        new PassPipeline().Add(PassPhase.Simplify, new MarkBehindInput()).Add(PassPhase.Simplify, new RemoveLinear()).Run(graph, context);
        Assert.AreEqual("Input", graph.Layers[^1].Attributes["behind"]);
    }

    [TestMethod]
    public void Rewrites_that_undo_each_other_end_in_an_error_that_names_both()
    {
        var graph = Chain(1, last: new Relu("last"));
        var error = Assert.ThrowsExactly<DiagnosticException>(() => new PassPipeline()
            .Add(PassPhase.Simplify, new Flip("FlipToOne", 0, 1)).Add(PassPhase.Simplify, new Flip("FlipToZero", 1, 0))
            .Run(graph, new PassContext(new DiagnosticBag())));
        var diagnostic = error.Diagnostics.Single();
        Assert.AreEqual(InternalDiagnostics.PassesPingPong, diagnostic.Descriptor);
        Assert.Contains("FlipToOne, FlipToZero", diagnostic.Message);
        Assert.Contains("'last'", diagnostic.Message);
    }

    [TestMethod]
    public void An_exception_in_a_rewrite_becomes_an_internal_error_that_names_pass_and_node()
    {
        var error = Assert.ThrowsExactly<DiagnosticException>(() => new PassPipeline().Add(PassPhase.Simplify, new Fails())
            .Run(Chain(1), new PassContext(new DiagnosticBag())));
        var diagnostic = error.Diagnostics.Single();
        Assert.AreEqual("HLSN9001", diagnostic.Descriptor.Code);
        Assert.AreEqual("i0", diagnostic.Node);
        Assert.Contains("Fails", diagnostic.Message);
        Assert.Contains("boom", diagnostic.Message);
    }

    [TestMethod]
    public void A_pass_that_breaks_the_graph_is_caught_where_checking_is_on()
    {
        var graph = Chain(1, last: new Relu("last"));
        var error = Assert.ThrowsExactly<DiagnosticException>(() => new PassPipeline().Add(PassPhase.Simplify, new BreaksShape())
            .Run(graph, new PassContext(new DiagnosticBag()) { VerifyGraph = true }));
        Assert.AreEqual(InternalDiagnostics.GraphBroken, error.Diagnostics.Single().Descriptor);
        Assert.Contains("BreaksShape", error.Diagnostics[0].Message);
    }

    private static ModelGraph Chain(int linears, Layer? last = null)
    {
        var graph = new ModelGraph("chain");
        var tensor = graph.Add(new Input("x", new TensorShape(1)), []).Output;
        for (var i = 0; i < linears; i++)
        {
            tensor = graph.Add(new Linear($"i{i}"), [tensor]).Output;
        }

        graph.AddOutput(graph.Add(last ?? new Relu("last"), [tensor]).Output);
        return graph;
    }

    private sealed class RemoveLinear : OptimizerPass
    {
        public override IReadOnlyCollection<string> Roots => [nameof(Linear)];

        public override bool Match(Layer node) => true;

        public override bool Transform(ModelGraph model, Layer node)
        {
            model.Bypass(node);
            return true;
        }
    }

    private sealed class NeverMatches : OptimizerPass
    {
        public override bool Match(Layer node) => false;

        public override bool Transform(ModelGraph model, Layer node) => false;
    }

    private sealed class MarkBehindInput : OptimizerPass
    {
        public override IReadOnlyCollection<string> Roots => [nameof(Relu)];

        public override bool Match(Layer node) => node.Input.Producer is Input && !node.Attributes.ContainsKey("behind");

        public override bool Transform(ModelGraph model, Layer node)
        {
            node.Attributes["behind"] = nameof(Input);
            return true;
        }
    }

    private sealed class Flip(string name, int from, int to) : OptimizerPass
    {
        public override string Name => name;

        public override IReadOnlyCollection<string> Roots => [nameof(Relu)];

        public override bool Match(Layer node) => (int)(node.Attributes.TryGetValue("state", out var state) ? state : 0) == from;

        public override bool Transform(ModelGraph model, Layer node)
        {
            node.Attributes["state"] = to;
            return true;
        }
    }

    private sealed class Fails : OptimizerPass
    {
        public override IReadOnlyCollection<string> Roots => [nameof(Linear)];

        public override bool Match(Layer node) => throw new InvalidOperationException("boom");

        public override bool Transform(ModelGraph model, Layer node) => false;
    }

    private sealed class BreaksShape : OptimizerPass
    {
        public override IReadOnlyCollection<string> Roots => [nameof(Relu)];

        public override bool Match(Layer node) => node.Input.Shape.Count == 1;

        public override bool Transform(ModelGraph model, Layer node)
        {
            var wide = model.Add(new Input("wide", new TensorShape(2)), []);
            model.SetInput(node, 0, wide.Output);
            return true;
        }
    }
}
