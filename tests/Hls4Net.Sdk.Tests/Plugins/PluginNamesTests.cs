namespace Hls4Net.Tests.Plugins;

/// <summary>The targets of a plugin project by themselves: no restore, no packages.</summary>
[TestClass]
public sealed class PluginNamesTests
{
    [TestMethod]
    [DataRow("ASIC;Acme.More+2-b_c", "ok.h", "")]
    [DataRow("My ASIC", "ok.h", "no package could tell: My ASIC. Use letters")]
    [DataRow("A&lt;B", "ok.h", "no package could tell: A<B. Use letters")]
    [DataRow("ASIC", "a%3Bb.h", "no package could tell, with one of")]
    public void A_name_that_a_package_could_not_tell_is_HLSN4016(string names, string file, string problem)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("p.proj"), $"""
            <Project>
              <Import Project="{Repository.File("sdk/library/targets/Hls4Net.Plugin.targets")}" />
              <ItemGroup>
                <Hls4NetPlugin Include="{names}" />
                <_NoneWithTargetPath Include="{file}" TargetPath="{file}"><_Hls4NetPluginFile>true</_Hls4NetPluginFile></_NoneWithTargetPath>
              </ItemGroup>
              <Target Name="AssignTargetPaths" />
            </Project>
            """);
        var (code, output) = Dotnet.Run(folder.Path, "msbuild", "p.proj", "-nologo", "-t:GetHls4NetBackends");
        Assert.AreEqual(problem.Length > 0, code != 0, output);
        Assert.AreEqual(problem.Length > 0, output.Contains("error HLSN4016", StringComparison.Ordinal), output);
        Assert.Contains(problem, output);
    }
}
