using System.Text;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Testing;

namespace Hls4Net.Tests.Vitis;

/// <summary>What users put in the place of a backend's templates and sources, and templates with placeholders.</summary>
[TestClass]
public sealed class OverrideTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public OverrideTests() => new OnnxBuilder().Input("x", "N,3").Output("y", "N,2").Initializer("w", [1, 2, 3, 4, 5, 6], 3, 2)
        .NamedNode("fc1", "MatMul", ["x", "w"], ["h"]).NamedNode("act", "Relu", ["h"], ["y"]).Save(_folder.File("model.onnx"));

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_source_of_the_users_replaces_that_of_the_backend_and_is_reported()
    {
        var conversion = Converted(Convert([Source("my_dense.h", "// mine\n", "nnet_utils/nnet_dense.h")]));
        Assert.AreEqual("// mine\n", Text(conversion, "firmware/nnet_utils/nnet_dense.h"));
        var applied = conversion.Overrides.Single();
        Assert.AreEqual(("source", "nnet_utils/nnet_dense.h", "my_dense.h", 64), (applied.Kind, applied.Target, applied.File, applied.Hash.Length));
        Assert.Contains("\"overrides\"", Text(conversion, "hls4net_report.json"));
        Assert.Contains("my_dense.h", Text(conversion, "hls4net_report.json"));
        Assert.DoesNotContain(_folder.Path, Text(conversion, "hls4net_report.json"));
    }

    [TestMethod]
    public void A_source_that_replaces_nothing_and_is_included_by_nothing_is_a_warning()
    {
        var conversion = Converted(Convert([Source("a.h", "", "nnet_utils/nnet_dens.h")]));
        Told(conversion.Diagnostics.Single(), "HLSN5005", "nnet_utils/nnet_dens.h", "Did you mean 'nnet_utils/nnet_dense.h'?");
    }

    [TestMethod]
    public void Templates_of_the_users_replace_configuration_and_call_and_bring_headers()
    {
        var conversion = Converted(Convert(
            [Source("own.h", "// own kernel\n", "nnet_utils/own.h")],
            [
                Template("config.txt", "struct {{config}} { static const unsigned n_in = {{n_in}}, n_out = {{ n_out }}, reuse = {{reuse}}; typedef {{weight_type}} weight_t; };\n", TemplateKind.Config),
                Template("call.txt", "own::{{strategy}}<{{input_type}}, {{output_type}}>({{input}}, {{output}}, {{weight}}); int a[1][1] = {{1}};", TemplateKind.Call, "nnet_utils/own.h"),
            ]));
        var weight = ApTypes.Text(conversion.Model.Layers.Single(layer => layer.Name == "fc1").Weights["weight"].Type);
        Assert.Contains($"struct fc1_config {{ static const unsigned n_in = 3, n_out = 2, reuse = 1; typedef {weight} weight_t; }};", Text(conversion, "firmware/parameters.h"));
        Assert.Contains("own::latency<input_t, fc1_t>(x, fc1_out, fc1_weight); int a[1][1] = {{1}};", Text(conversion, "firmware/model.cpp"));
        Assert.Contains("#include \"nnet_utils/own.h\"", Text(conversion, "firmware/parameters.h"));
        Assert.AreEqual("// own kernel\n", Text(conversion, "firmware/nnet_utils/own.h"));
        CollectionAssert.AreEqual(new[] { "source", "config template", "call template" }, conversion.Overrides.Select(applied => applied.Kind).ToArray());
    }

    [TestMethod]
    public void A_call_template_without_headers_keeps_those_it_replaces()
    {
        var conversion = Converted(Convert([], [Template("call.txt", "nnet::dense<{{input_type}}, {{output_type}}, {{config}}>({{input}}, {{output}}, {{weight}});", TemplateKind.Call)]));
        Assert.Contains("#include \"nnet_utils/nnet_dense.h\"", Text(conversion, "firmware/parameters.h"));
    }

    [TestMethod]
    public void A_template_for_a_class_that_is_not_there_is_told_with_those_that_are() => Told(
        Convert([], [Template("t.txt", "", TemplateKind.Config) with { Layer = "Dens" }]).Diagnostics.Single(), "HLSN1083", "t.txt", "Did you mean 'Dense'?", "Softmax");

    [TestMethod]
    public void An_unknown_placeholder_is_told_with_file_node_and_what_there_is()
    {
        var problem = Convert([], [Template("t.txt", "{{n_inn}}", TemplateKind.Config)]).Diagnostics.Single();
        Told(problem, "HLSN5004", "'t.txt'", "'{{n_inn}}'", "Did you mean 'n_in'?", "weight_type");
        Assert.AreEqual("fc1", problem.Node);
    }

    [TestMethod]
    public void Placeholders_know_free_attributes_and_every_tensor()
    {
        var text = "{{layer_name}} {{class_name}} {{index}} {{project}} {{io_type}} {{clock_gating}} {{power_mode}} {{input_1}} {{input_size}} {{output_size}} {{interval}}";
        var backends = new BackendCatalog(
        [
            (Hls4Net.Vitis.Plugin.Register, AppContext.BaseDirectory),
            (registry => registry.ExtendBackend("Vitis", backend =>
            {
                backend.RegisterTemplate(new LayerConfigTemplate("Dense").SetTemplate(text));
                backend.RegisterPass(new Power(), PassPlacement.In(PassPhase.Finish));
            }), _folder.Path),
        ]);
        var conversion = Converted(Pipeline.Convert(Request(), backends));
        Assert.Contains("fc1 Dense 2 model io_parallel true low x 3 2 1", Text(conversion, "firmware/parameters.h"));
        CollectionAssert.AreEqual(new[] { "fc1" }, conversion.Passes.Single(pass => pass.Pass == "Power").Nodes.ToArray());
    }

    private static Conversion Converted(Conversion conversion)
    {
        Assert.IsTrue(conversion.Succeeded, string.Join("\n", conversion.Diagnostics));
        return conversion;
    }

    private static string Text(Conversion conversion, string path) => Encoding.UTF8.GetString(conversion.Output.Files[path]);

    private static void Told(Diagnostic problem, string code, params string[] parts)
    {
        Assert.AreEqual(code, problem.Descriptor.Code, problem.Message);
        foreach (var part in parts)
        {
            Assert.Contains(part, problem.Message);
        }
    }

    private Conversion Convert(SourceOverride[] sources, params TemplateOverride[] templates) => Pipeline.Convert(
        Request() with { Sources = sources, Templates = templates }, new BackendCatalog(Hls4Net.Vitis.Plugin.Register, AppContext.BaseDirectory));

    private ConversionRequest Request() => new() { ModelPath = _folder.File("model.onnx"), ProjectName = "model", Backend = "Vitis" };

    private SourceOverride Source(string file, string text, string target) => new(Write(file, text), target);

    private TemplateOverride Template(string file, string text, TemplateKind kind, params string[] includes) => new(Write(file, text), "dense", kind, includes);

    private string Write(string file, string text)
    {
        File.WriteAllText(_folder.File(file), text);
        return _folder.File(file);
    }

    /// <summary>As the guide for hls4ml plugins has it: says true whenever it is asked.</summary>
    private sealed class Power : OptimizerPass
    {
        public override bool Match(Layer node) => node.ClassName is "Dense" or "Conv2D";

        public override bool Transform(ModelGraph model, Layer node)
        {
            node.Attributes["clock_gating"] = true;
            node.Attributes["power_mode"] = "low";
            return true;
        }
    }
}
