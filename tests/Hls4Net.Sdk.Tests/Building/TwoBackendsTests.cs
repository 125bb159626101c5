namespace Hls4Net.Tests.Building;

[TestClass]
public sealed class TwoBackendsTests
{
    [TestMethod]
    public void One_model_with_two_backends_makes_two_classes_and_two_namespaces_side_by_side()
    {
        using var consumer = new Consumer().WithModel();
        consumer.WithSdk(
            """<Hls4NetModel Include="net.onnx" Backend="Vitis" /><Hls4NetModel Include="net.onnx" Backend="Quartus" ProjectName="net_intel" />""",
            "<OutputType>Exe</OutputType>");
        consumer.Write("Program.cs", """
            float[] first = new app.Net().Predict([1f, 2f]), second = new app.NetIntel().Predict([1f, 2f]);
            Console.Write(string.Join(' ', first.Concat(second).Select(v => v.ToString(System.Globalization.CultureInfo.InvariantCulture))));
            """);
        Assert.IsEmpty(consumer.Build().Warnings);
        Assert.Contains("void net(", File.ReadAllText(consumer.State("net", "firmware", "net.cpp")));
        Assert.Contains("component output_data net_intel(input_data inputs)", File.ReadAllText(consumer.State("net_intel", "firmware", "net_intel.cpp")));
        Assert.IsTrue(File.Exists(consumer.State("net_intel", "Makefile")));

        var (code, output) = Dotnet.Run(consumer.Path, consumer["bin", "Debug", "net10.0", "app.dll"]);
        Assert.AreEqual((0, "1.5 1.5 1.5 1.5 1.5 1.5"), (code, output.Trim()));
        LinkBoth(consumer);
    }

    /// <summary>Each beside its own types, and one program of both: nothing of one model has a name of the other's.</summary>
    private static void LinkBoth(Consumer consumer)
    {
        var compiler = Cxx.Require("g++");
        foreach (var (name, types) in new[] { ("net", "ap_types"), ("net_intel", "ac_types") })
        {
            var (exit, output) = Cxx.Run(
                compiler, consumer.State(name), "-std=c++14", "-Wall", "-Wextra", "-Werror", "-fvisibility=hidden", $"-Ifirmware/{types}", "-c", $"firmware/{name}.cpp", "-o", "model.o");
            Assert.AreEqual(0, exit, output);
            (exit, output) = Cxx.Run(compiler, consumer.State(name), "-std=c++14", $"-Ifirmware/{types}", "-c", $"{name}_bridge.cpp", "-o", "bridge.o");
            Assert.AreEqual(0, exit, output);
        }

        consumer.Write("main.cpp", """
            extern "C" void net_double(const double *, double *);
            extern "C" void net_intel_double(const double *, double *);
            int main() { const double x[2] = {1, 2}; double y[3], z[3]; net_double(x, y); net_intel_double(x, z); return y[0] == 1.5 && z[2] == 1.5 ? 0 : 1; }
            """);
        string[] objects = [.. new[] { "net", "net_intel" }.SelectMany(name => new[] { consumer.State(name, "model.o"), consumer.State(name, "bridge.o") })];
        var (status, text) = Cxx.Run(compiler, consumer.Path, ["main.cpp", .. objects, "-o", "both"]);
        Assert.AreEqual(0, status, text);
        Assert.AreEqual(0, Cxx.Run(consumer["both"], consumer.Path).ExitCode);
    }
}
