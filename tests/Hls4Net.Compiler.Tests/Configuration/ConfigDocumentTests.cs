using Hls4Net.Compiler.Configuration;

namespace Hls4Net.Tests.Configuration;

[TestClass]
public sealed class ConfigDocumentTests
{
    [TestMethod]
    [DataRow(ConfigGranularity.Model)]
    [DataRow(ConfigGranularity.Type)]
    [DataRow(ConfigGranularity.Name)]
    public void A_written_configuration_reads_back_to_the_same_conversion(ConfigGranularity granularity)
    {
        using var converting = new Converting();
        var plain = converting.Request;
        var requests = new[]
        {
            plain,
            plain with { Precision = "fixed(16,6)", ReuseFactor = "2" },
            plain with { Precision = "auto(9)", Strategy = "Resource", InputPrecision = "ufixed(8,1)" },
            plain with
            {
                Layers =
                [
                    Converting.Item("Dense", "Precision", "fixed(18,8)"), Converting.Item("act", "Precision", "fixed(12,4)"), Converting.Item("fc2", "ReuseFactor", "4"),
                    Converting.Item("softmax", "InpNormPrecision", "ufixed(24,8)"), Converting.Item("softmax", "TableSize", "256"), Converting.Item("fc3", "Trace", "true"),
                ],
            },
            plain with { Layers = [Converting.Item("softmax", "Implementation", "skip"), Converting.Item("bn1", "ScalePrecision", "fixed(12,3)")] },
            plain with { ConfigPath = converting.File("max.json", """{"Model":{"Precision":{"default":"auto","maximum":"fixed<10,4>","result":"fixed<14,9>"}}}""") },
        };
        foreach (var request in requests)
        {
            var expected = converting.Graph(request);
            var conversion = converting.Run(request);
            Assert.AreEqual(expected, converting.Configured("back.json", conversion.WriteConfig(granularity)), conversion.WriteConfig(granularity));
            Assert.AreEqual(expected, converting.Configured("back.yml", conversion.WriteConfig(granularity, asYaml: true)));
        }
    }

    [TestMethod]
    public void The_effective_configuration_is_among_the_files_and_names_every_layer_with_its_types()
    {
        using var converting = new Converting();
        var files = converting.Run(converting.Request with { Precision = "fixed(16,6)" }).Output.Files;
        var text = System.Text.Encoding.UTF8.GetString(files["hls4net_config.json"]);
        Assert.Contains(
            """
                  "/fc1/MatMul": {
                    "Precision": {
                      "weight": "fixed<16,6>",
                      "bias": "fixed<16,6>",
                      "accum": "fixed<16,6>"
                    },
                    "ReuseFactor": 1,
                    "Strategy": "Latency",
                    "Trace": false
                  },
                  "bn1": {
                    "Precision": {
                      "result": "fixed<16,6>"
                    }
                  },
            """.ReplaceLineEndings("\n"),
            text);
    }

    [TestMethod]
    public void Writing_is_a_pure_function_of_the_request()
    {
        using var converting = new Converting();
        Assert.AreEqual(
            converting.Run(converting.Request).WriteConfig(ConfigGranularity.Name, asYaml: true),
            converting.Run(converting.Request).WriteConfig(ConfigGranularity.Name, asYaml: true));
    }

    [TestMethod]
    [DataRow("plain")]
    [DataRow("with: colon")]
    [DataRow("\"quotes\" and 'quotes'")]
    [DataRow("new\nline\ttab\u2028x\u00e9\u4e2d")]
    [DataRow("no")]
    [DataRow("123")]
    [DataRow("- dash # hash {x} [y] &a *b !c %d @e `f")]
    [DataRow("back\\slash */ ../x")]
    public void Names_of_every_kind_survive_both_formats(string name)
    {
        var tree = new ConfigMap([new ConfigEntry(name, 0, 0, new ConfigScalar(name, 0, 0))], 0, 0);
        foreach (var read in new[]
        {
            YamlConfigReader.Read(System.Text.Encoding.UTF8.GetBytes(ConfigText.ToYaml(tree))),
            JsonConfigReader.Read(System.Text.Encoding.UTF8.GetBytes(ConfigText.ToJson(tree))),
        })
        {
            var entry = ((ConfigMap)read).Entries.Single();
            Assert.AreEqual((name, name), (entry.Key, ((ConfigScalar)entry.Value).Text));
        }
    }
}
