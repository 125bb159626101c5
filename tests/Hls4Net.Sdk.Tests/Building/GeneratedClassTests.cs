using Hls4Net.Testing;

namespace Hls4Net.Tests.Building;

[TestClass]
public sealed class GeneratedClassTests
{
    private const string Strict = "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors><GenerateDocumentationFile>true</GenerateDocumentationFile>";

    [TestMethod]
    public void One_input_and_one_output()
    {
        using var consumer = new Consumer().WithModel(outputs: 2).WithSdk(
            """<Hls4NetModel Include="net.onnx" InputPrecision="fixed(8,4)" />""", Strict + "<RootNamespace>My.Own-Names.class</RootNamespace>");
        consumer.Write("Program.cs", """
            using System.Globalization;
            using My.Own_Names.@class;

            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var net = new Net();
            float[] x = [1f, 2f];
            float[] y = net.Predict(x);
            var results = new float[4];
            net.Predict([1f, 2f, 100f, -3f], results);
            Console.WriteLine(string.Join(' ', y));
            Console.WriteLine(string.Join(' ', results));
            Console.WriteLine(net.SaturatedInputs);
            Console.WriteLine($"{net.Inputs[0].Name} {net.Inputs[0].Shape} {net.Inputs[0].Type}");
            Console.WriteLine(string.Join(' ', net.ToRaw(x)));
            Console.WriteLine(net.FromRaw(net.Outputs[0].ToRaw(y)).SequenceEqual(y));
            Console.WriteLine(string.Join(' ', net.Trace(x).Keys));
            try
            {
                net.Predict(new float[3]);
            }
            catch (ArgumentException e)
            {
                Console.WriteLine(e.Message);
            }
            """);

        // 100 saturates to 7.9375 in fixed<8,4>: (7.9375 − 3) / 2.
        string[] expected =
        [
            "1.5 1.5", "1.5 1.5 2.46875 2.46875", "1", "x [2] fixed<8,4>", "16 32", "True",
        ];
        var lines = Run(consumer);
        CollectionAssert.AreEqual(expected, lines[..6], string.Join('\n', lines));
        Assert.StartsWith("x ", lines[6]);
        Assert.EndsWith(" y", lines[6]);
        Assert.Contains("has 2 values, not 3", lines[7]);
    }

    [TestMethod]
    public void Several_inputs_and_outputs_with_names_that_want_to_break_the_source()
    {
        using var consumer = new Consumer().WithSdk("""<Hls4NetModel Include="predict.onnx" />""", Strict);
        const string Odd = "*/ \" </summary>\n\\ class";
        new OnnxBuilder()
            .Input("input.1", "1,2").Input("class", "1,2")
            .NamedNode("add", "Add", ["input.1", "class"], ["Equals"])
            .NamedNode("sub", "Sub", ["input.1", "class"], [Odd])
            .NamedNode("mul", "Mul", ["input.1", "class"], ["input-1"])
            .Output("Equals", "1,2").Output(Odd, "1,2").Output("input-1", "1,2")
            .Save(consumer["predict.onnx"]);
        consumer.Write("Program.cs", """
            using System.Globalization;

            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var net = new app.PredictModel();
            var r = net.Predict(input1: [3f, 4f], @class: [1f, 2f]);
            Console.WriteLine(string.Join(' ', [.. r.Equals2, .. r.SummaryClass, .. r.Input1]));
            var sum = new float[4];
            var difference = new float[4];
            net.Predict(new float[] { 3, 4, 5, 6 }, new float[] { 1, 2, 1, 2 }, sum, difference, new float[4]);
            Console.WriteLine(string.Join(' ', [.. sum, .. difference]));
            Console.WriteLine(string.Join(' ', net.ToRaw("class", [1f, 2f]).Select(raw => raw / net.Inputs[1].ToRaw([1f, 1f])[0])));
            """);
        CollectionAssert.AreEqual(new[] { "4 6 2 2 3 8", "4 6 6 8 2 2 4 4", "1 2" }, Run(consumer));
    }

    [TestMethod]
    public void In_a_trimmed_program()
    {
        using var consumer = new Consumer(otherSources: true).WithModel().WithSdk(
            """<Hls4NetModel Include="net.onnx" />""", "<OutputType>Exe</OutputType><PublishTrimmed>true</PublishTrimmed><TrimmerSingleWarn>false</TrimmerSingleWarn>");
        consumer.Write("Program.cs", "Console.Write(new app.Net().Predict([1f, 2f])[0] == 1.5f);");
        var publish = consumer.Run(["publish", "--use-current-runtime", "-o", consumer["out"]]);
        if (publish.Output.Contains("NU1101", StringComparison.Ordinal))
        {
            Assert.Inconclusive("The packages that publish a self-contained program cannot be had here.");
        }

        Assert.IsEmpty(publish.Succeeds().Warnings);
        var (code, output) = Cxx.Run(consumer["out", OperatingSystem.IsWindows() ? "app.exe" : "app"], consumer.Path);
        Assert.AreEqual((0, "True"), (code, output));
    }

    private static string[] Run(Consumer consumer)
    {
        Assert.IsEmpty(consumer.Build().Warnings);
        var (code, output) = Dotnet.Run(consumer.Path, consumer["bin", "Debug", "net10.0", "app.dll"]);
        Assert.AreEqual(0, code, output);
        return output.Trim().ReplaceLineEndings("\n").Split('\n');
    }
}
