namespace Hls4Net.Tests.Plugins;

[TestClass]
public sealed class RecordedBackendsTests
{
    [TestMethod]
    public void A_program_knows_the_backends_of_its_packages_and_of_referenced_projects_and_a_library_records_none()
    {
        _ = PluginFeed.Shared;
        using var solution = new Consumer("recorded");
        solution.Write("plugin/Own.csproj", PluginSources.Project("""<Hls4NetPlugin Include="Own" EntryPoint="Own.Plugin" />"""));
        solution.Write("plugin/Plugin.cs", PluginSources.Code("Own", "Own", "\"\""));
        solution.Write("app/app.csproj", PluginSources.Project(
            $"""<PackageReference Include="CustomAsic" Version="{PluginFeed.Version}" /><ProjectReference Include="../plugin/Own.csproj" />""",
            "<OutputType>Exe</OutputType>"));
        solution.Write("app/Program.cs", """
            using System.Reflection;
            Console.WriteLine(string.Join(' ', Hls4Net.Backends.Available));
            Console.WriteLine(Hls4Net.Backends.AvailableIn(Assembly.Load("Own")).Count);
            """);
        solution.Build("app");
        var (code, output) = Dotnet.Run(solution.Path, solution["app", "bin", "Debug", "net10.0", "app.dll"]);
        Assert.AreEqual((0, "ASIC Own\n0"), (code, output.Trim().ReplaceLineEndings("\n")));
    }
}
