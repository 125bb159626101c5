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
        Assert.AreEqual("set: fixed<8,3>", decisions["weight"].Reason);
        Assert.AreEqual("set: Resource", decisions["strategy"].Reason);
        Assert.AreEqual("2", decisions["reuse factor"].Value);
        Assert.StartsWith("set: 3, moved to the nearest that cuts the matrix evenly; next legal: 1 (48 multipliers, 1 cycles), 4 (12", decisions["reuse factor"].Reason);
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

    private static Conversion Convert(Func<ConversionRequest, ConversionRequest> change)
    {
        using var folder = new TemporaryFolder("explanation");
        var model = folder.File("m.onnx");
        new OnnxBuilder().Input("x", "1,8")
            .Initializer("w", [.. Enumerable.Range(0, 48).Select(i => i == 0 ? 0.25f : 3f)], 8, 6).Initializer("b", [.. Enumerable.Repeat(1f, 6)], 6)
            .NamedNode("first", "MatMul", ["x", "w"], ["h"]).NamedNode("add", "Add", ["h", "b"], ["y"]).Output("y", "1,6")
            .Save(model);
        var conversion = Pipeline.Convert(change(new ConversionRequest { ModelPath = model, ProjectName = "m" }), Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join('\n', conversion.Diagnostics));
        return conversion;
    }
}
