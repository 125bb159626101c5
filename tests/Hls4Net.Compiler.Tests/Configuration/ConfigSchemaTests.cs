using System.Text;
using System.Text.Json;
using Hls4Net.Compiler.Configuration;

namespace Hls4Net.Tests.Configuration;

/// <summary>The JSON schema of configuration files, held against the parser: what one takes in silence, the other takes.</summary>
[TestClass]
public sealed class ConfigSchemaTests : IDisposable
{
    private static readonly string s_file = Repository.File("sdk", "schemas", "hls4net_config.schema.json");
    private static readonly JsonSchema s_schema = new(s_file);
    private readonly TemporaryFolder _folder = new();

    // Values of every form that any setting takes, and of none: each is tried for each.
    private static readonly string[] s_values =
    [
        "0", "1", "2", "7", "\"3\"", "\"0\"", "-1", "1.5", "true", "false", "\"true\"", "\"yes\"", "null", "\"\"", "\"none\"", "\"auto\"", "\"latency\"", "\"Resource\"",
        "\"ResourceUnrolled\"", "\"resource_unrolled\"", "\"Unrolled\"", "\"stable\"", "\"argmax\"", "\"skip\"", "\"exact\"", "\"fixed<16,6>\"", "\"LineBuffer\"", "\"off\"", "1000000000",
        "1000", "[]", "{}", "{\"x\": 1}",
    ];

    private static readonly string[] s_types =
    [
        "auto", "auto(12)", "auto<8>", "fixed(16,6)", "fixed<16,6>", "ap_fixed<16,6>", "ufixed(8,0,RND,SAT)", "ap_ufixed< 8 , -2 , AP_RND_CONV , AP_SAT_SYM >", "fixed<16,6,TRN,WRAP,2>",
        "int(8)", "uint<1>", "ap_int<8>", "ac_fixed<16,6>", "ac_fixed<16,6,true,AC_RND>", "ac_fixed<16,6,false,AC_RND,AC_SAT>", "ac_int<8,false>", " fixed<16,6> ",
        "", "auto()", "auto(0)", "fixed", "fixed<16>", "fixed<16,6", "fixed<0,0>", "fixed<a,b>", "fixed<16,6,RNDD>", "fixed<16,6,RND,SATT>", "int<8,3>", "float", "double", "ac_int<8,maybe>", "fixed<16,6>x",
    ];

    [TestMethod]
    public void Every_setting_takes_the_same_values_in_the_schema_and_in_the_parser()
    {
        string[] keys = ["Precision", .. SettingKeys.Names, .. InertKeys.Settings, "ReuseFaktor", "exp_table_t"];
        Same(keys.SelectMany(key => s_values.SelectMany(value => new[]
        {
            $$$"""{"Model": {"{{{key}}}": {{{value}}} } }""",
            $$$"""{"HLSConfig": {"LayerName": {"fc1": {"{{{key}}}": {{{value}}} } } } }""",
        })));
    }

    [TestMethod]
    public void Every_role_takes_the_same_types_in_the_schema_and_in_the_parser()
    {
        Same(s_types.SelectMany(type => new[]
        {
            $$$"""{"LayerType": {"Dense": {"Precision": "{{{type}}}"} } }""",
            $$$"""{"Model": {"Precision": {"default": "{{{type}}}"} } }""",
        }));
        string[] roles = ["default", "maximum", "wieght", .. SettingKeys.Roles];
        Same(roles.SelectMany(role => new[]
        {
            $$$"""{"Model": {"Precision": {"{{{role}}}": "fixed<8,2>"} } }""",
            $$$"""{"LayerName": {"fc1": {"Precision": {"{{{role}}}": "fixed<8,2>"} } } }""",
            $$$"""{"LayerName": {"fc1": {"{{{role}}}_t": "fixed<8,2>"} } }""",
        }));
    }

    [TestMethod]
    [DataRow("""{}""")]
    [DataRow("""{"$schema": "obj/hls4net_config.schema.json"}""")]
    [DataRow("""{"$schema": "obj/hls4net_config.schema.json", "HLSConfig": {"Model": {"ReuseFactor": 2}}}""")]
    [DataRow("""{"$schema": {}}""")]
    [DataRow("""{"Model": {"Strategy": "Latency"}, "LayerType": {"Dense": {"Strategy": "ResourceUnrolled"}}}""")]
    [DataRow("""{"HLSConfig": null}""")]
    [DataRow("""{"HLSConfig": {"Model": null, "LayerType": {"Dense": null}, "LayerName": {}}}""")]
    [DataRow("""{"HLSConfig": {"$schema": "x"}}""")]
    [DataRow("""{"HLSConfig": {}, "Model": {}}""")]
    [DataRow("""{"HLSConfig": {"Modell": {}}}""")]
    [DataRow("""{"Layers": {}}""")]
    [DataRow("""{"OutputDir": "out", "HLSConfig": {}}""")]
    [DataRow("""[]""")]
    [DataRow("""{"LayerName": ["fc1"]}""")]
    public void Files_are_taken_by_both_or_by_neither(string text) => Same(text);

    [TestMethod]
    public void A_written_configuration_is_valid_at_every_granularity()
    {
        using var converting = new Converting();
        foreach (var granularity in Enum.GetValues<ConfigGranularity>())
        {
            var text = converting.Run(converting.Request).WriteConfig(granularity, schema: "obj/hls4net_config.schema.json");
            Assert.IsEmpty(s_schema.Validate(Encoding.UTF8.GetBytes(text)), text);
            Assert.AreEqual("obj/hls4net_config.schema.json", JsonDocument.Parse(text).RootElement.GetProperty("$schema").GetString());
        }
    }

    private void Same(params IEnumerable<string> texts)
    {
        var wrong = new List<string>();
        foreach (var text in texts)
        {
            File.WriteAllText(_folder.File("config.json"), text);
            var diagnostics = new DiagnosticBag();
            HlsConfigReader.Read(new ModelSettings(), _folder.File("config.json"), diagnostics);
            var problems = s_schema.Validate(Encoding.UTF8.GetBytes(text));
            if ((diagnostics.Items.Count == 0) != (problems.Count == 0))
            {
                wrong.Add($"{text}\n  parser: {string.Join("; ", diagnostics.Items.Select(problem => problem.Message))}\n  schema: {string.Join("; ", problems)}");
            }
        }

        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    public void Dispose() => _folder.Dispose();
}
