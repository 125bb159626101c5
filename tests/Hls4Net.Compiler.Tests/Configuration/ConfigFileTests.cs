using Hls4Net.Compiler.Configuration;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Configuration;

[TestClass]
public sealed class ConfigFileTests
{
    private const string Yaml =
        """
        HLSConfig:
          Model:
            Precision: {default: "fixed<16,6>"}
            ReuseFactor: 2
            Strategy: Latency
            BramFactor: 1000000000
            TraceOutput: false
          LayerType:
            Dense: {Precision: {accum: "fixed<32,12>"}}
          LayerName:
            fc2:
              Precision: {weight: "fixed<8,2>", result: auto}
              ReuseFactor: 4
              Strategy: Resource
            softmax: {exp_table_t: "fixed<20,8>", Implementation: stable, Skip: false, TableSize: 512, Trace: true}
            MatMul_0_param0: {Trace: false, Precision: {result: auto}}
            global_in: {Precision: {result: "fixed<12,4>"}}
        """;

    private const string Json =
        """
        {
          // as an hls4ml user saves it; a bare tree
          "Model": { "Precision": { "default": "ap_fixed<16,6>" }, "ReuseFactor": 2, "Strategy": "latency", "BramFactor": 1e9 },
          "LayerType": { "dense": { "Precision": { "accum": "fixed<32,12,TRN,WRAP,0>" } } },
          "LayerName": {
            "fc2": { "Precision": { "weight": "fixed<8,2>", "result": "auto" }, "ReuseFactor": "4", "Strategy": "Resource" },
            "softmax": { "Precision": { "exp_table": "fixed<20,8>" }, "TableSize": 512, "Trace": true },
            "global_in": { "Precision": "fixed<12,4>" },
          }
        }
        """;

    [TestMethod]
    public void Json_and_yaml_with_and_without_root_mean_the_same()
    {
        using var converting = new Converting();
        var yaml = converting.Configured("c.yml", Yaml);
        Assert.AreEqual(yaml, converting.Configured("c.json", Json));
        Assert.Contains("weight[8,6]", yaml);
        Assert.Contains(":fixed<8,2> accum:fixed<32,12>", yaml);
        Assert.Contains("reuse=4", yaml);
        Assert.Contains("x[16]:fixed<12,4>", yaml);
        Assert.Contains("exp_table[512]#", yaml);
        Assert.Contains(":fixed<20,8>", yaml);
        Assert.Contains("softmax True", yaml);
    }

    [TestMethod]
    public void The_project_file_is_stronger_than_the_configuration_file()
    {
        using var converting = new Converting();
        var graph = converting.Graph(converting.Request with
        {
            ConfigPath = converting.File("c.yml", Yaml), Layers = [Converting.Item("fc2", "WeightPrecision", "fixed(7,2)")], ReuseFactor = "1",
        });
        Assert.Contains(":fixed<7,2> accum:fixed<32,12>", graph);
        Assert.Contains("fc3: Dense(h6) strategy=Latency reuse=1", graph);
    }

    [TestMethod]
    public void The_metadatas_default_auto_does_not_overrule_a_type_in_the_file()
    {
        using var converting = new Converting();
        Assert.Contains(
            "y[4]:fixed<18,8>", converting.Graph(converting.Request with { ConfigPath = converting.File("c.json", """{"Model":{"Precision":"fixed<18,8>"}}""") }));
    }

    [TestMethod]
    public void The_model_default_of_a_file_falls_through_every_level()
    {
        using var converting = new Converting();
        var graph = converting.Configured(
            "c.json", """{"Model":{"Precision":"fixed<18,8>"},"LayerType":{"Dense":{"Precision":{"weight":"fixed<9,3>"}}},"LayerName":{"fc2":{"Trace":true}}}""");
        Assert.Contains("fc2: Dense(h4) strategy=Latency reuse=1 bias[6]", graph);
        Assert.Contains(":fixed<9,3> accum:fixed<18,8> -> h5[6]:fixed<18,8>", graph);
    }

    [TestMethod]
    public void Maximum_bounds_the_width_of_inferred_types()
    {
        using var converting = new Converting();
        Assert.AreEqual(
            converting.Graph(converting.Request with { Precision = "auto(10)", InputPrecision = "fixed(10,6)" }),
            converting.Configured("c.json", """{"Model":{"Precision":{"default":"auto","maximum":"fixed<10,4>"}}}"""));
    }

    [TestMethod]
    public void Latency_of_the_whole_model_is_what_every_file_says_and_no_demand()
    {
        using var converting = new Converting();
        var conversion = converting.Run(converting.Request with
        {
            ConfigPath = converting.File("c.json", """{"Model":{"Strategy":"Latency","ReuseFactor":1},"LayerName":{"fc2":{"ReuseFactor":1}}}"""),
        });
        Assert.IsTrue(conversion.Model.Layers.All(layer => layer.Settings.Strategy is null));
        Assert.IsInstanceOfType<Dense>(conversion.Model.Layers[1]);
    }

    [TestMethod]
    [DataRow("""{"Model":{"ReuseFaktor":2}}""", "HLSN1103", 1, 11, "Did you mean 'ReuseFactor'?")]
    [DataRow("{\"LayerName\":{\n  \"fc22\":{\"Trace\":true}}}", "HLSN1104", 2, 3, "Did you mean 'fc2'?")]
    [DataRow("{\"LayerType\":{\n\"Dennse\":{}}}", "HLSN1104", 2, 1, "Did you mean 'Dense'?")]
    [DataRow("""{"LayerName":{"fc2":{"Precision":{"wieght":"auto"}}}}""", "HLSN1103", 1, 35, "Did you mean 'weight'?")]
    [DataRow("""{"LayerName":{"fc2":{"Precision":{"weight":"fixed<6>"}}}}""", "HLSN1106", 1, 35, "LayerName.fc2.Precision.weight")]
    [DataRow("""{"LayerName":{"fc2":{"Strategy":"quick"}}}""", "HLSN1105", 1, 22, "Latency, Resource, ResourceUnrolled")]
    [DataRow("""{"LayerName":{"fc2":{"ReuseFactor":[1]}}}""", "HLSN1102", 1, 36, "a single value")]
    [DataRow("""{"LayerName":{"fc2":3}}""", "HLSN1102", 1, 21, "a section")]
    [DataRow("""{"LayerNames":{}}""", "HLSN1103", 1, 2, "Did you mean 'LayerName'?")]
    [DataRow("""{"HLSConfig":{},"LayerName":{}}""", "HLSN1103", 1, 17, "'LayerName' belongs inside HLSConfig.")]
    [DataRow("""{"Model":{"Strategy":"Resource"},"Model":{}}""", "HLSN1101", 1, 34, "stands twice")]
    [DataRow("{\"Model\":{\n\"Strategy\" \"Resource\"}}", "HLSN1101", 2, 12, "does not parse")]
    [DataRow("[]", "HLSN1102", 1, 1, "a section with keys")]
    public void A_mistake_in_a_json_file_is_an_error_with_its_place(string text, string code, int line, int column, string hint)
    {
        using var converting = new Converting();
        var problem = converting.Problems("c.json", text).Single();
        Assert.AreEqual((code, line, column), (problem.Descriptor.Code, problem.Line, problem.Column), problem.Message);
        Assert.AreEqual(converting.Path("c.json"), problem.File);
        Assert.Contains(hint, problem.Message);
    }

    [TestMethod]
    [DataRow("HLSConfig:\n  LayerName:\n    fc22:\n      Trace: true\n", "HLSN1104", 3, 5)]
    [DataRow("HLSConfig:\n  Model:\n    Precision: fixed<16,6\n", "HLSN1106", 3, 5)]
    [DataRow("HLSConfig:\n  Model: [1]\n", "HLSN1102", 2, 10)]
    [DataRow("HLSConfig:\n  Model: 1\n\tx", "HLSN1101", 2, 10)]
    [DataRow("HLSConfg:\n  Model: 1\n", "HLSN1103", 1, 1)]
    [DataRow("Model: &a {b: *a}\n", "HLSN1101", 1, 8)]
    [DataRow("Model: {ReuseFactor: 1}\nModel: {}\n", "HLSN1101", 2, 1)]
    [DataRow("a: 1\n---\nb: 1\n", "HLSN1101", 1, 1)]
    public void A_mistake_in_a_yaml_file_is_an_error_with_its_place(string text, string code, int line, int column)
    {
        using var converting = new Converting();
        var problem = converting.Problems("c.yml", text).First(p => p.Descriptor.Severity == Severity.Error);
        Assert.AreEqual((code, line, column), (problem.Descriptor.Code, problem.Line, problem.Column), problem.Message);
    }

    [TestMethod]
    [DataRow("""{"Model":{"TargetCycles":50}}""", "set ReuseFactor")]
    [DataRow("""{"Model":{"BramFactor":100}}""", "set BramFactor on the model")]
    [DataRow("""{"LayerName":{"fc2":{"Compression":true}}}""", "compressed weights")]
    [DataRow("""{"HLSConfig":{},"Part":"xcvu9p"}""", "the project file decides it")]
    [DataRow("""{"HLSConfig":{"SkipOptimizers":"x"}}""", "the pipeline of passes is fixed")]
    public void What_hls4ml_knows_and_this_compiler_does_not_do_is_a_warning(string text, string hint)
    {
        using var converting = new Converting();
        var problem = converting.Problems("c.json", text).Single();
        Assert.AreEqual(ConfigurationDiagnostics.WithoutEffect, problem.Descriptor);
        Assert.Contains(hint, problem.Message);
    }

    [TestMethod]
    [DataRow("""{"Model":{"TargetCycles":null,"BramFactor":1000000000,"TraceOutput":false,"PipelineStyle":"auto","Precision":"auto"}}""")]
    [DataRow("""{"LayerName":{"fc2":{"Compression":false,"ParallelizationFactor":1,"ConvImplementation":"LineBuffer"}}}""")]
    [DataRow("""{"LayerType":{"Conv2D":{"ReuseFactor":1},"Activation":{"TableSize":1024},"Constant":{"Trace":false}}}""")]
    [DataRow("""{"LayerName":{"fc1.weight":{"Trace":false},"Gemm_0":{"Trace":false},"bn_Add_0":{},"BatchNormalization_0":{}}}""")]
    [DataRow("""{"Model":null,"LayerName":{}}""")]
    public void What_hls4ml_writes_by_itself_is_accepted_in_silence(string text)
    {
        using var converting = new Converting();
        Assert.IsEmpty(converting.Problems("c.json", text));
    }

    [TestMethod]
    public void A_file_that_is_not_there_or_of_another_kind_is_an_error()
    {
        using var converting = new Converting();
        var missing = converting.Run(converting.Request with { ConfigPath = converting.Path("none.json") }).Diagnostics.Single();
        Assert.AreEqual(ConfigurationDiagnostics.Unreadable, missing.Descriptor);
        Assert.AreEqual(ConfigurationDiagnostics.Syntax, converting.Problems("c.toml", "").Single().Descriptor);
    }

    [TestMethod]
    public void Random_bytes_never_end_in_an_internal_error()
    {
        using var converting = new Converting();
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var source = System.Text.Encoding.UTF8.GetBytes(i % 2 == 0 ? Json : Yaml);
            for (var changes = 0; changes < 4; changes++)
            {
                source[random.Next(source.Length)] = (byte)random.Next(256);
            }

            var path = converting.Path(i % 2 == 0 ? "c.json" : "c.yml");
            File.WriteAllBytes(path, source);
            var diagnostics = new DiagnosticBag();
            HlsConfigReader.Read(new ModelSettings(), path, diagnostics);
            Assert.IsTrue(diagnostics.Items.All(d => d.Descriptor.Code.StartsWith("HLSN11", StringComparison.Ordinal)));
        }
    }
}
