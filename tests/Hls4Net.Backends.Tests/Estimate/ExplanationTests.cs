using Hls4Net.Compiler;
using Hls4Net.Compiler.Estimate;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Compiler.Report;
using Hls4Net.Testing;
using Hls4Net.Vitis;

namespace Hls4Net.Tests.Estimate;

[TestClass]
public sealed class ExplanationTests
{
    private static readonly BackendCatalog Backends = new(Plugin.Register, AppContext.BaseDirectory);

    [TestMethod]
    public void Every_decision_about_a_layer_has_its_reason()
    {
        var decisions = Explanation.Of(Convert(request => request), "add").ToDictionary(decision => decision.Subject);
        Assert.AreEqual("first, add", decisions["nodes"].Value);
        Assert.AreEqual("FuseBias", decisions["pass"].Value);
        Assert.Contains("auto(16): the inputs can bring", decisions["result"].Reason);
        Assert.Contains("between 0.25 and 3", decisions["weight"].Reason);
        Assert.Contains("every partial sum", decisions["accum"].Reason);
        Assert.AreEqual(("Latency", "nothing was set: everything at once"), (decisions["strategy"].Value, decisions["strategy"].Reason));
        Assert.AreEqual(("1", "nothing was set: every multiplier is used once; next legal: 2 (24 multipliers, 2 cycles)"), (decisions["reuse factor"].Value, decisions["reuse factor"].Reason));
        Assert.Contains("multipliers", decisions["estimate"].Value);
    }

    [TestMethod]
    public void What_the_user_set_is_named_as_the_reason()
    {
        var settings = new Dictionary<string, string> { ["ReuseFactor"] = "3", ["Strategy"] = "Resource", ["WeightPrecision"] = "fixed(8,3)" };
        var decisions = Explanation.Of(Convert(request => request with { Layers = [new LayerOverride("first", settings)] }), "first").ToDictionary(decision => decision.Subject);
        Assert.AreEqual("set: fixed<8,3> (Hls4NetLayer 'first')", decisions["weight"].Reason);
        Assert.AreEqual("set: Resource (Hls4NetLayer 'first')", decisions["strategy"].Reason);
        Assert.AreEqual("2", decisions["reuse factor"].Value);
        Assert.StartsWith("set: 3 (Hls4NetLayer 'first'), moved to the nearest that cuts the matrix evenly; next legal: 1 (48 multipliers, 1 cycles), 4 (12", decisions["reuse factor"].Reason);
        Assert.Contains("ReuseFactor 3", decisions["HLSN3100"].Reason);
    }

    [TestMethod]
    public void A_target_is_named_as_the_reason_of_what_it_chose()
    {
        var decisions = Explanation.Of(Convert(request => request with { Budgets = new Budgets { TargetInterval = 4 } }));
        Assert.StartsWith("chosen for TargetInterval=4", decisions.Single(decision => decision.Subject == "reuse factor").Reason);
        CollectionAssert.AreEqual(new[] { "x", "first" }, decisions.Select(decision => decision.Layer).Distinct().ToArray());
        Assert.IsEmpty(Explanation.Of(Convert(request => request), "nothing"));
    }

    [TestMethod]
    [DataRow("io_parallel", "nothing was set: the 36 positions follow each other")]
    [DataRow("io_stream", "in a stream pixels arrive one by one")]
    public void Convolution_and_softmax_say_what_is_theirs_in_both_styles(string style, string positions)
    {
        var model = new OnnxBuilder().Input("x", "N,2,6,6")
            .Initializer("w", [.. Enumerable.Range(0, 36).Select(i => (i - 18) / 16f)], 2, 2, 3, 3).Initializer("v", [.. Enumerable.Range(0, 72 * 4).Select(i => ((i % 5) - 2) / 8f)], 72, 4)
            .NamedNode("conv", "Conv", ["x", "w"], ["h1"], ("pads", new long[] { 1, 1, 1, 1 })).NamedNode("sum", "Add", ["h1", "x"], ["h2"])
            .NamedNode("flat", "Flatten", ["h2"], ["h3"]).NamedNode("fc", "MatMul", ["h3", "v"], ["h4"]).NamedNode("soft", "Softmax", ["h4"], ["y"], ("axis", -1)).Output("y", "N,4");
        var decisions = Explanation.Of(Convert(request => request with { IOType = style, ReuseFactor = "2", Strategy = "resource" }, model)).ToLookup(decision => decision.Layer);
        Assert.AreEqual(positions, Reason("conv", "positions at once"));
        Assert.AreEqual("set: Resource (for the model)", Reason("conv", "strategy"));
        Assert.StartsWith("set: 2 (for the model); next legal: 1 (36 multipliers, 36 cycles), 3 (12 multipliers, 108 cycles)", Reason("conv", "reuse factor"));
        Assert.StartsWith("auto(16): the inputs can bring", Reason("conv", "result"));
        Assert.Contains("every partial sum", Reason("fc", "accum"));
        Assert.Contains("the largest input is subtracted first", Reason("soft", "implementation"));
        Assert.Contains("an entry for every number", Reason("soft", "exp_table"));
        Assert.StartsWith("neither InputPrecision nor TestData was given; values from -32", Reason("x", "input"));
        Assert.AreEqual(style == "io_stream", decisions["conv"].Any(decision => decision is { Subject: "fifo", Value: "2 tokens of 2 elements" }));

        // The shortcut beside the convolution holds the rows that it waits for.
        Assert.AreEqual(style == "io_stream", decisions.SelectMany(layer => layer).Any(decision => decision.Subject == "fifo" && decision.Reason.Contains("lock up", StringComparison.Ordinal)));
        Assert.IsTrue(decisions.SelectMany(layer => layer).All(decision => decision.Value.Length > 0 && decision.Reason.Length > 0));

        string Reason(string layer, string subject) => decisions[layer].Single(decision => decision.Subject == subject).Reason;
    }

    [TestMethod]
    public void Types_that_training_chose_and_settings_of_a_class_are_named()
    {
        var model = new OnnxBuilder().Input("x", "N,4").Initializer("scale", [0.25f], 1).Initializer("zero", [0f], 1).Initializer("bits", [6f], 1)
            .Initializer("w", [.. Enumerable.Range(0, 16).Select(i => ((i % 7) - 3) / 4f)], 4, 4)
            .DomainNode("qonnx.custom_op.general", "qw", "Quant", ["w", "scale", "zero", "bits"], ["wq"], ("signed", 1L), ("narrow", 0L), ("rounding_mode", "ROUND"))
            .NamedNode("fc", "MatMul", ["x", "wq"], ["h"])
            .DomainNode("qonnx.custom_op.general", "qy", "Quant", ["h", "scale", "zero", "bits"], ["g"], ("signed", 1L), ("narrow", 0L), ("rounding_mode", "ROUND"))
            .NamedNode("act", "Sigmoid", ["g"], ["y"]).Output("y", "N,4");
        var layers = new[] { new LayerOverride("Sigmoid", new Dictionary<string, string> { ["TableSize"] = "256" }) };
        var decisions = Explanation.Of(Convert(request => request with { Layers = layers }, model)).ToLookup(decision => decision.Layer);
        Assert.AreEqual("a quantiser of the network rounds to it; proven: what it rounds is exact", decisions["fc"].Single(decision => decision.Subject == "result").Reason);
        Assert.AreEqual("holds the integers that the network was trained with", decisions["fc"].Single(decision => decision.Subject == "weight").Reason);
        Assert.Contains("TableSize set: 256 (Hls4NetLayer 'Sigmoid')", decisions["act"].Single(decision => decision.Subject == "table").Reason);
    }

    private static Conversion Convert(Func<ConversionRequest, ConversionRequest> change, OnnxBuilder? onnx = null)
    {
        using var folder = new TemporaryFolder("explanation");
        var model = folder.File("m.onnx");
        (onnx ?? new OnnxBuilder().Input("x", "1,8")
            .Initializer("w", [.. Enumerable.Range(0, 48).Select(i => i == 0 ? 0.25f : 3f)], 8, 6).Initializer("b", [.. Enumerable.Repeat(1f, 6)], 6)
            .NamedNode("first", "MatMul", ["x", "w"], ["h"]).NamedNode("add", "Add", ["h", "b"], ["y"]).Output("y", "1,6")).Save(model);
        var conversion = Pipeline.Convert(change(new ConversionRequest { ModelPath = model, ProjectName = "m" }), Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join('\n', conversion.Diagnostics));
        return conversion;
    }
}
