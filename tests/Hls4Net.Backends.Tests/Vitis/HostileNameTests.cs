using System.Text;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Vitis;

[TestClass]
public sealed class HostileNameTests
{
    /// <summary>Names that have hurt generators: quotes, line breaks, comments, paths, keywords, macros, non-ASCII, collisions, length.</summary>
    private static readonly string[] Names =
    [
        "a\"b", "a\nb", "*/ int main() {}", "../../etc/passwd", "int", "class", "EOF", "trace", "values", "i", "wchar", "net", "nnet",
        "größe", "層", "x\\", "what??/", "\u202Eevil", "a b", "a.b", "a_b", "A_B", "", "42", "input_t", "result", "fc_out", "fc",
        new string('n', 10_000), new string('n', 10_000) + "2",
    ];

    [TestMethod]
    [DataRow("g++")]
    [DataRow("clang++-14")]
    public void Whatever_a_model_calls_its_layers_the_project_compiles_and_computes_the_same(string compiler)
    {
        Cxx.Require(compiler);
        using var folder = new TemporaryFolder();
        var graph = Model();
        var project = VitisProject.Write(graph, Vectors(graph));
        VitisProject.Save(project, folder.Path);
        VitisProject.Compile(folder.Path, "net", compiler, "-DHLS4NET_TRACE");
        var (exit, output) = Cxx.Run(folder.File("csim"), folder.Path);
        Assert.AreEqual(0, exit, output);
    }

    [TestMethod]
    public void No_name_leaves_its_comment_or_its_string()
    {
        foreach (var (path, content) in VitisProject.Write(Model(), TestVectors.None).Output.Files)
        {
            var text = Encoding.UTF8.GetString(content);
            Assert.DoesNotContain("*/ int main", text, path);
            Assert.DoesNotContain("\u202E", text, path);
            if (path.StartsWith("firmware/weights", StringComparison.Ordinal) || path is "firmware/net.cpp" or "firmware/defines.h" or "firmware/parameters.h")
            {
                Assert.DoesNotContain("\\\n", text, path);
            }

            Assert.IsTrue(text.Split('\n').All(line => line.Length < 12_000), path);
        }
    }

    private static ModelGraph Model()
    {
        var graph = new ModelGraph("net");
        var tensor = graph.Add(new Input("x\";//", new TensorShape(3)), []).Output;
        foreach (var name in Names)
        {
            var dense = graph.Add(new Dense(name, LayerModels.Weight("weight", 3, 3), LayerModels.Weight("bias", 3)), [tensor], name + "\n*/").Output;
            graph.AddOutput(graph.Add(new Relu(name), [dense], name).Output);
        }

        return LayerModels.Typed(graph, "fixed(16,6)");
    }

    private static TestVectors Vectors(ModelGraph graph)
    {
        var inputs = RandomVectors.Of(graph, 3);
        var emulator = new Emulation.Emulator(graph);
        return new TestVectors(inputs, [.. inputs.Select(sample => emulator.PredictRaw(sample))]);
    }
}
