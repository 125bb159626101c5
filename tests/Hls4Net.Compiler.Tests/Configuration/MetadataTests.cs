using System.Globalization;
using Hls4Net.Compiler.Configuration;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Configuration;

[TestClass]
public sealed class MetadataTests
{
    [TestMethod]
    [DataRow("Precision", "fixed(16,6)")]
    [DataRow("Precision", "auto(8)")]
    [DataRow("InputPrecision", "fixed(8,3)")]
    [DataRow("InputPrecision", "x=ufixed<8,3>")]
    [DataRow("ReuseFactor", "2")]
    [DataRow("Strategy", "resource")]
    public void Every_setting_of_a_model_changes_what_comes_out(string key, string value)
    {
        using var converting = new Converting();
        var request = converting.Request;
        request = key switch
        {
            "Precision" => request with { Precision = value },
            "InputPrecision" => request with { InputPrecision = value },
            "ReuseFactor" => request with { ReuseFactor = value },
            _ => request with { Strategy = value },
        };
        Assert.AreNotEqual(converting.Graph(converting.Request), converting.Graph(request));
    }

    [TestMethod]
    [DataRow("fc2", "Precision", "fixed(12,6)")]
    [DataRow("fc2", "WeightPrecision", "fixed(8,1)")]
    [DataRow("fc2", "BiasPrecision", "fixed(8,1)")]
    [DataRow("fc2", "AccumPrecision", "fixed(40,20)")]
    [DataRow("fc2", "ResultPrecision", "fixed(12,5,RND,SAT)")]
    [DataRow("fc2", "ReuseFactor", "4")]
    [DataRow("fc2", "Strategy", "RESOURCE")]
    [DataRow("fc2", "Strategy", "resource_unrolled")]
    [DataRow("fc2", "Trace", "True")]
    [DataRow("act", "TablePrecision", "fixed(10,1)")]
    [DataRow("act", "TableSize", "64")]
    [DataRow("softmax", "ExpTablePrecision", "fixed(18,8,RND,SAT)")]
    [DataRow("softmax", "InvTablePrecision", "fixed(18,8,RND,SAT)")]
    [DataRow("softmax", "InvInpPrecision", "fixed(18,8,RND,SAT)")]
    [DataRow("softmax", "InpNormPrecision", "ufixed(24,6)")]
    [DataRow("softmax", "AccumPrecision", "fixed(24,8)")]
    [DataRow("softmax", "Implementation", "argmax")]
    [DataRow("softmax", "Implementation", "skip")]
    [DataRow("Sigmoid", "TableSize", "64")]
    [DataRow("Dense", "ReuseFactor", "2")]
    [DataRow("Dense", "Precision", "auto(8)")]
    public void Every_setting_of_a_layer_or_class_changes_what_comes_out(string layer, string key, string value)
    {
        using var converting = new Converting();
        Assert.AreNotEqual(
            converting.Graph(converting.Request), converting.Graph(converting.Request with { Layers = [Converting.Item(layer, key, value)] }));
    }

    [TestMethod]
    public void A_scale_that_is_not_fused_takes_its_own_type()
    {
        using var converting = new Converting();
        var graph = converting.Graph(converting.Request with { Layers = [Converting.Item("bn1", "ScalePrecision", "fixed(10,3)")] });
        Assert.Contains("bn1: BatchNormalization(h2)", graph);
        Assert.Contains(":fixed<10,3>", graph);
    }

    [TestMethod]
    [DataRow("/fc1/MatMul")]
    [DataRow("/fc1/Add")]
    [DataRow("MatMul_0")]
    [DataRow("Dense_MatMul_0")]
    [DataRow("fc1")]
    [DataRow("/FC1/matmul")]
    public void A_fused_layer_is_found_by_every_name_its_parts_have(string name)
    {
        using var converting = new Converting();
        var result = converting.Run(converting.Request with { Layers = [Converting.Item(name, "BiasPrecision", "fixed(20,6)")] });
        Assert.IsTrue(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.AreEqual(new FixedType(20, 6), ((Dense)result.Model.Layers[1]).Bias!.Type);
    }

    [TestMethod]
    public void A_layer_is_stronger_than_its_class_and_a_class_than_the_model_key_by_key()
    {
        using var converting = new Converting();
        var result = converting.Run(converting.Request with
        {
            Precision = "fixed(24,12)",
            ReuseFactor = "2",
            Layers =
            [
                Converting.Item("fc2", "WeightPrecision", "fixed(9,3)"), Converting.Item("Dense", "AccumPrecision", "fixed(40,20)"),
                Converting.Item("Dense", "WeightPrecision", "fixed(11,3)"), Converting.Item("fc2", "Strategy", "Resource"),
            ],
        });
        var (fc2, fc3) = ((Dense)result.Model.Layers.Single(l => l.Name == "fc2"), (Dense)result.Model.Layers.Single(l => l.Name == "fc3"));
        Assert.AreEqual((new FixedType(9, 3), new FixedType(11, 3)), (fc2.Weight.Type, fc3.Weight.Type));
        Assert.AreEqual((new FixedType(40, 20), new FixedType(40, 20)), (fc2.Types["accum"], fc3.Types["accum"]));
        Assert.AreEqual(new FixedType(24, 12), fc2.Output.Type);
        Assert.AreEqual((2, 2, Strategy.Resource, Strategy.Latency), (fc2.ReuseFactor, fc3.ReuseFactor, fc2.Strategy, fc3.Strategy));
    }

    [TestMethod]
    [DataRow("fc22", "ReuseFactor", "2", "HLSN1104", "Did you mean 'fc2'?")]
    [DataRow("Densse", "ReuseFactor", "2", "HLSN1104", "Did you mean 'Dense'?")]
    [DataRow("fc2", "ReuseFaktor", "2", "HLSN1103", "Did you mean 'ReuseFactor'?")]
    [DataRow("fc2", "WieghtPrecision", "fixed(8,1)", "HLSN1103", "Did you mean 'WeightPrecision'?")]
    [DataRow("fc2", "ReuseFactor", "two", "HLSN1105", "an integer of at least 1")]
    [DataRow("fc2", "ReuseFactor", "0", "HLSN1105", "an integer of at least 1")]
    [DataRow("fc2", "Strategy", "Resorce", "HLSN1105", "Did you mean 'Resource'?")]
    [DataRow("softmax", "Implementation", "stabel", "HLSN1105", "Did you mean 'stable'?")]
    [DataRow("fc2", "Trace", "maybe", "HLSN1105", "true, false")]
    [DataRow("fc2", "WeightPrecision", "fixd(8,1)", "HLSN1106", "fixd(8,1)")]
    [DataRow("fc2", "WeightPrecision", "fixed(0,1)", "HLSN1106", "width")]
    public void What_does_not_exist_is_an_error_that_says_what_does(string layer, string key, string value, string code, string hint)
    {
        using var converting = new Converting();
        var problem = converting.Run(converting.Request with { Layers = [Converting.Item(layer, key, value)] }).Diagnostics.Single();
        Assert.AreEqual((code, layer), (problem.Descriptor.Code, problem.Node));
        Assert.AreEqual(Severity.Error, problem.Descriptor.Severity);
        Assert.Contains(hint, problem.Message);
    }

    [TestMethod]
    [DataRow("relu1", "WeightPrecision", "fixed(8,1)")]
    [DataRow("relu1", "ReuseFactor", "4")]
    [DataRow("act", "Strategy", "Resource")]
    [DataRow("fc2", "TableSize", "64")]
    [DataRow("fc2", "Implementation", "argmax")]
    [DataRow("Sigmoid", "AccumPrecision", "fixed(8,1)")]
    public void A_setting_that_the_layer_cannot_use_is_a_warning(string layer, string key, string value)
    {
        using var converting = new Converting();
        var problem = converting.Run(converting.Request with { Layers = [Converting.Item(layer, key, value)] }).Diagnostics.Single();
        Assert.AreEqual((ConfigurationDiagnostics.WithoutEffect, layer), (problem.Descriptor, problem.Node));
        Assert.Contains($"'{key}' has no effect", problem.Message);
    }

    [TestMethod]
    [DataRow("/fc1/Add", "BiasPrecision", "fixed(20,6)")]
    [DataRow("/fc1/Add", "ReuseFactor", "2")]
    [DataRow("softmax", "Implementation", "skip")]
    public void A_setting_of_a_layer_that_was_fused_or_removed_is_none(string layer, string key, string value)
    {
        using var converting = new Converting();
        Assert.IsEmpty(converting.Run(converting.Request with { Layers = [Converting.Item(layer, key, value)] }).Diagnostics);
    }

    [TestMethod]
    public void All_problems_are_reported_at_once()
    {
        using var converting = new Converting();
        var problems = converting.Run(converting.Request with
        {
            Precision = "nonsense",
            Strategy = "fast",
            ReuseFactor = "-1",
            InputPrecision = "x=fixed(",
            Layers = [Converting.Item("fc2", "Foo", "1"), Converting.Item("fc3", "Trace", "x")],
        }).Diagnostics;
        CollectionAssert.AreEquivalent(
            new[] { "HLSN1106", "HLSN1105", "HLSN1105", "HLSN1106", "HLSN1103", "HLSN1105" }, problems.Select(p => p.Descriptor.Code).ToArray());
    }

    [TestMethod]
    public void A_type_for_an_unknown_input_is_an_error()
    {
        using var converting = new Converting();
        var problem = converting.Run(converting.Request with { InputPrecision = "X1=fixed(8,3)" }).Diagnostics.Single();
        Assert.AreEqual(ConfigurationDiagnostics.UnknownInput, problem.Descriptor);
        Assert.Contains("Inputs: x", problem.Message);
    }

    [TestMethod]
    public void Settings_read_the_same_in_every_culture()
    {
        using var converting = new Converting();
        var request = converting.Request with
        {
            Strategy = "RESOURCE", Precision = "AUTO(12)",
            Layers = [Converting.Item("softmax", "IMPLEMENTATION", "ARGMAX"), Converting.Item("DENSE", "BIASPRECISION", "FIXED(12,4)")],
        };
        var expected = converting.Graph(request);
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
        try
        {
            Assert.AreEqual(expected, converting.Graph(request));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
