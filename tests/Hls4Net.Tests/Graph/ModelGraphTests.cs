using Hls4Net.Emulation;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Graph;

[TestClass]
public sealed class ModelGraphTests
{
    [TestMethod]
    public void Layers_come_in_topological_order_whatever_the_order_of_rewrites()
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(4)), []).Output;
        var a = graph.Add(new Copy("a"), [x]);
        var b = graph.Add(new Copy("b"), [a.Output]);
        graph.AddOutput(b.Output);
        var late = graph.Add(new Copy("late"), [x]);
        graph.SetInput(a, 0, late.Output);

        CollectionAssert.AreEqual(new[] { "x", "late", "a", "b" }, graph.Layers.Select(l => l.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4 }, graph.Layers.Select(l => l.Index).ToArray());
        Assert.IsEmpty(GraphVerifier.Verify(graph));
    }

    [TestMethod]
    public void A_bypassed_layer_leaves_its_output_name_to_the_tensor_that_now_holds_the_values()
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(4)), []).Output;
        var a = graph.Add(new Copy("a"), [x], "a_out");
        var b = graph.Add(new Copy("b"), [a.Output], "b_out");
        var c = graph.Add(new Copy("c"), [b.Output], "y");
        graph.AddOutput(c.Output);

        graph.Bypass(b);
        Assert.AreEqual("b_out", a.Output.Name);
        graph.Bypass(c);
        Assert.AreEqual("y", a.Output.Name);
        Assert.AreSame(a.Output, graph.Outputs[0]);
        Assert.IsEmpty(GraphVerifier.Verify(graph));
    }

    [TestMethod]
    public void A_replacement_has_the_inputs_readers_names_and_origins_of_the_old_layer()
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(4)), []).Output;
        var a = graph.Add(new Copy("a"), [x], "mid");
        var b = graph.Add(new Copy("b"), [a.Output], "y");
        graph.AddOutput(b.Output);

        var replacement = graph.Replace(a, new Copy("new"));
        Assert.AreSame(replacement.Output, b.Input);
        Assert.AreEqual("mid", replacement.Output.Name);
        CollectionAssert.AreEqual(new[] { "new", "a" }, replacement.Origins.ToArray());
        Assert.HasCount(3, graph.Layers);
        Assert.IsEmpty(GraphVerifier.Verify(graph));
    }

    [TestMethod]
    public void A_layer_whose_output_is_read_cannot_be_removed()
    {
        var graph = new ModelGraph("net");
        var a = graph.Add(new Copy("a"), [graph.Add(new Input("x", new TensorShape(4)), []).Output]);
        graph.AddOutput(a.Output);
        Assert.ThrowsExactly<InvalidOperationException>(() => graph.Remove(a));
    }

    [TestMethod]
    [DataRow("fc1", "fc1")]
    [DataRow("/layers.0/Gemm", "layers_0_Gemm")]
    [DataRow("*/ int main() {", "int_main")]
    [DataRow("class", "tensor_class")]
    [DataRow("1st", "tensor_1st")]
    [DataRow("ÄÖ\n\"", "tensor")]
    [DataRow("__a__b__", "a_b")]
    public void Names_from_a_model_become_plain_identifiers(string name, string expected) =>
        Assert.AreEqual(expected, IdentifierTable.Sanitize(name, "tensor"));

    [TestMethod]
    public void Names_that_collide_after_sanitising_stay_apart_even_by_case()
    {
        var table = new IdentifierTable();
        Assert.AreEqual("a_b", table.Claim("a.b", "t"));
        Assert.AreEqual("a_b_2", table.Claim("a/b", "t"));
        Assert.AreEqual("A_B_3", table.Claim("A B", "t"));
        Assert.AreEqual(64, table.Claim(new string('q', 10_000), "t").Length);
    }

    private sealed class Copy(string name) : Layer(name)
    {
        public override IReadOnlyList<TensorShape> InferShapes() => [Input.Shape];

        public override void InferPrecision(PrecisionContext context) => Output.Type = Input.Type;

        public override void EvaluateReference(ReferenceContext context) => context.Input(0).CopyTo(context.Output(0));

        public override void Evaluate(EvaluationContext context) => context.Input(0).CopyTo(context.Output(0));
    }
}
