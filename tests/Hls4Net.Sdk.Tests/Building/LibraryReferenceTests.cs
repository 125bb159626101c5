using System.IO.Compression;
using System.Text.Json;

namespace Hls4Net.Tests.Building;

[TestClass]
public sealed class LibraryReferenceTests
{
    private const string Model = """<Hls4NetModel Include="net.onnx" />""";
    private const string Central = "<ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>";

    [TestMethod]
    public void Under_central_package_management_with_and_without_a_central_version()
    {
        using var consumer = new Consumer().WithModel().WithSdk(Model);
        consumer.Write("Directory.Packages.props", $"<Project><PropertyGroup>{Central}</PropertyGroup></Project>");
        Restores(consumer);
        consumer.Write("Directory.Packages.props", $"""
            <Project><PropertyGroup>{Central}</PropertyGroup><ItemGroup><PackageVersion Include="Hls4Net" Version="{Packages.Version}" /></ItemGroup></Project>
            """);
        Restores(consumer);
        consumer.Write("Directory.Packages.props", $"""
            <Project><PropertyGroup>{Central}<CentralPackageVersionOverrideEnabled>false</CentralPackageVersionOverrideEnabled></PropertyGroup></Project>
            """);
        Restores(consumer);
    }

    [TestMethod]
    public void Beside_a_reference_of_the_users_own()
    {
        using var consumer = new Consumer().WithModel().WithSdk($"""{Model}<PackageReference Include="hls4net" Version="{Packages.Version}" />""");
        Restores(consumer);
        consumer.WithSdk(Model + """<PackageReference Include="Hls4Net" />""");
        consumer.Write("Directory.Packages.props", $"""
            <Project><PropertyGroup>{Central}</PropertyGroup><ItemGroup><PackageVersion Include="Hls4Net" Version="{Packages.Version}" /></ItemGroup></Project>
            """);
        Restores(consumer);
    }

    [TestMethod]
    public void A_project_without_models_gets_no_reference()
    {
        using var consumer = new Consumer().WithSdk("");
        var restore = consumer.Run(["restore"]).Succeeds();
        Assert.IsEmpty(restore.Warnings);
        Assert.DoesNotContain("Hls4Net", string.Join(' ', Libraries(consumer)));
    }

    [TestMethod]
    public void A_packed_library_lists_it_as_a_dependency_and_carries_its_sources_when_asked()
    {
        using var consumer = new Consumer().WithModel().WithSdk(Model, "<Version>3.1.0</Version><Hls4NetPackSources>true</Hls4NetPackSources>");
        consumer.Run(["pack", "-o", consumer["out"]]).Succeeds();
        using var package = ZipFile.OpenRead(consumer["out", "app.3.1.0.nupkg"]);
        using var nuspec = new StreamReader(package.GetEntry("app.nuspec")!.Open());
        Assert.Contains($"<dependency id=\"Hls4Net\" version=\"{Packages.Version}\"", nuspec.ReadToEnd());
        Assert.Contains("hls/net/firmware/net.cpp", package.Entries.Select(entry => entry.FullName).ToArray());
    }

    private static void Restores(Consumer consumer)
    {
        var restore = consumer.Run(["restore"]).Succeeds();
        Assert.IsEmpty(restore.Warnings, string.Join(' ', restore.Warnings));
        Assert.Contains($"Hls4Net/{Packages.Version}", Libraries(consumer), StringComparer.OrdinalIgnoreCase);
    }

    private static string[] Libraries(Consumer consumer)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(consumer["obj", "project.assets.json"]));
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name)];
    }
}
