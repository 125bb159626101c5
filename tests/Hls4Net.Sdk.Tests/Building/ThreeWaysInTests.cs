namespace Hls4Net.Tests.Building;

[TestClass]
public sealed class ThreeWaysInTests
{
    private const string Program = """
        var y = new app.Net().Predict([1f, 2f]);
        System.Console.WriteLine(string.Join(' ', y.Select(v => v.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        """;

    private const string Body = """
        <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
        """;

    private const string Model = """<ItemGroup><Hls4NetModel Include="net.onnx" Backend="Vitis" /></ItemGroup>""";

    [TestMethod]
    public void As_the_top_level_sdk() => Predicts($"""<Project Sdk="Hls4Net.Sdk/{Packages.Version}">{Body}{Model}</Project>""");

    [TestMethod]
    public void As_an_sdk_beside_another() => Predicts(
        $"""<Project Sdk="Microsoft.NET.Sdk"><Sdk Name="Hls4Net.Sdk" Version="{Packages.Version}" />{Body}{Model}</Project>""");

    [TestMethod]
    public void As_a_package_reference() => Predicts(
        $"""<Project Sdk="Microsoft.NET.Sdk">{Body}{Model}<ItemGroup><PackageReference Include="Hls4Net.Sdk" Version="{Packages.Version}" /></ItemGroup></Project>""");

    [TestMethod]
    public void Twice_is_harmless() => Predicts(
        $"""<Project Sdk="Hls4Net.Sdk/{Packages.Version}">{Body}{Model}<ItemGroup><PackageReference Include="Hls4Net.Sdk" Version="{Packages.Version}" /></ItemGroup></Project>""");

    private static void Predicts(string project)
    {
        using var consumer = new Consumer().WithModel();
        consumer.Write("app.csproj", project);
        consumer.Write("Program.cs", Program);
        var build = consumer.Build();
        Assert.IsEmpty(build.Warnings);
        Assert.HasCount(1, build.Tasks("Hls4NetConvert"));
        Assert.IsTrue(File.Exists(consumer.State("net", "firmware", "net.cpp")));

        // 0.5·1 + 0.5·2, exactly.
        var (code, output) = Dotnet.Run(consumer.Path, consumer["bin", "Debug", "net10.0", "app.dll"]);
        Assert.AreEqual((0, "1.5 1.5 1.5"), (code, output.Trim()));
    }
}
