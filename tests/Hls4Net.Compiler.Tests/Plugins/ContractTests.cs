using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Testing;

namespace Hls4Net.Tests.Plugins;

/// <summary>A plugin that was compiled long ago: its binary is in the repository, and so are its sources.</summary>
[TestClass]
public sealed class ContractTests
{
    private const string Name = "PluginOfContract01";

    private static string Binary => Repository.File("tests", "Hls4Net.Compiler.Tests", "Plugins", "Contract01", Name + ".dll");

    [ClassInitialize]
    public static void Update(TestContext context)
    {
        _ = context;
        if (Environment.GetEnvironmentVariable("HLS4NET_UPDATE_GOLDEN") == "1")
        {
            PluginSource.Compile(Path.GetDirectoryName(Binary)!, Name, File.ReadAllText(Repository.File("tests", "Hls4Net.Compiler.Tests", "Plugins", "Contract01", "Plugin.cs")));
        }
    }

    [TestMethod]
    public void A_binary_of_contract_0_1_still_converts_an_onnx_model_with_a_layer_of_its_own()
    {
        using var folder = Folder();
        new OnnxBuilder().Opset("old", 1).Input("x", "N,4").Output("y", "N,4").DomainNode("old", "mirror", "Mirror", ["x"], ["y"]).Save(folder.File("net.onnx"));
        Check(Convert(folder, "net.onnx"));
    }

    [TestMethod]
    public void A_binary_of_contract_0_1_still_imports_its_own_format()
    {
        using var folder = Folder();
        File.WriteAllText(folder.File("net.old.txt"), "4");
        Check(Convert(folder, "net.old.txt"));
    }

    [TestMethod]
    public void A_binary_of_contract_0_1_still_has_its_options_checked()
    {
        using var folder = Folder();
        File.WriteAllText(folder.File("net.old.txt"), "4");
        var conversion = Convert(folder, "net.old.txt", ("Technology", "9nm"));
        CollectionAssert.AreEqual(new[] { "HLSN1081" }, conversion.Diagnostics.Select(problem => problem.Descriptor.Code).ToArray());
    }

    private static TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder();
        File.Copy(Binary, folder.File(Name + ".dll"));
        File.WriteAllText(folder.File("old.h"), "// old\n");
        return folder;
    }

    private static Conversion Convert(TemporaryFolder folder, string model, params (string Name, string Value)[] options) => Pipeline.Convert(
        new ConversionRequest
        {
            ModelPath = folder.File(model), ProjectName = "net", Backend = "Old", BackendOptions = options.ToDictionary(option => option.Name, option => option.Value),
        },
        new BackendCatalog([new PluginReference("Old", folder.File(Name + ".dll"), Name + ".Plugin", Name, "0.1.0") { Formats = ".old.txt", ContractVersion = "0.1" }]));

    private static void Check(Conversion conversion)
    {
        Assert.IsTrue(conversion.Succeeded, string.Join('\n', conversion.Diagnostics));
        Assert.AreEqual("mirror(x, y, 0);\n", Text("src/top.cpp"));
        Assert.AreEqual("struct mirror_config; // 4 plain\n", Text("src/top.h"));
        Assert.AreEqual("// old\n", Text("src/old.h"));
        CollectionAssert.AreEqual(conversion.TestVectors.Inputs[0][0].Reverse().ToArray(), conversion.TestVectors.Outputs[0][0]);

        string Text(string path) => System.Text.Encoding.UTF8.GetString(conversion.Output.Files[path]);
    }
}
