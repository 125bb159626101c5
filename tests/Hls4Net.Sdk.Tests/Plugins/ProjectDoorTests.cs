using System.Diagnostics;

namespace Hls4Net.Tests.Plugins;

/// <summary>A solution with a plugin and two model projects, of which one uses it.</summary>
[TestClass]
public sealed class ProjectDoorTests
{
    [TestMethod]
    public void A_referenced_plugin_project_is_built_first_whichever_way_the_solution_is_built()
    {
        using var solution = Solution();
        solution.Run(["msbuild", "all.proj", "-t:Restore"]).Succeeds();
        var build = solution.Run(["msbuild", "all.proj", "-m"]).Succeeds();
        Assert.IsEmpty(build.Warnings);
        Assert.AreEqual("first", File.ReadAllText(Top(solution)));
        Remove(solution, "plugin", "user");

        // -isolate allows only what projects announce about each other.
        solution.Run(["msbuild", "user/user.csproj", "-graph", "-isolate", "-m"]).Succeeds();
        Assert.AreEqual("first", File.ReadAllText(Top(solution)));
    }

    [TestMethod]
    public void A_warm_node_takes_the_rebuilt_plugin_converts_only_its_models_and_holds_no_file_of_it()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("What a process maps is read from /proc.");
        }

        using var solution = Solution();
        var salt = Guid.NewGuid().ToString("N");
        Dictionary<string, string> warm = new()
        {
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "1", ["MSBUILDUSESERVER"] = "1", ["MSBUILDDISABLENODEREUSE"] = "0", ["MSBUILDNODEHANDSHAKESALT"] = salt,
        };
        try
        {
            solution.Run(["msbuild", "all.proj", "-restore", "-m:1"], warm).Succeeds();
            Assert.AreEqual("first", File.ReadAllText(Top(solution)));
            var servers = Processes(salt);
            Assert.IsNotEmpty(servers, "No node was kept.");

            solution.Write("plugin/Plugin.cs", PluginSources.Code("Own", "Own", "\"second\" + Words.Word.Text"));
            var again = solution.Run(["msbuild", "all.proj", "-m:1"], warm).Succeeds();
            CollectionAssert.AreEqual(new[] { "../net.onnx" }, again.Converted);
            Assert.AreEqual("second 1", File.ReadAllText(Top(solution)));

            // The library of the plugin alone: the plugin's own assembly stays as it is.
            solution.Write("words/Words.cs", Words(2));
            again = solution.Run(["msbuild", "all.proj", "-m:1"], warm).Succeeds();
            CollectionAssert.AreEqual(new[] { "../net.onnx" }, again.Converted);
            Assert.AreEqual("second 2", File.ReadAllText(Top(solution)));
            CollectionAssert.AreEqual(servers, Processes(salt), "Another node did it.");

            foreach (var process in servers)
            {
                Assert.DoesNotContain("Own.dll", File.ReadAllText($"/proc/{process}/maps"));
                Assert.DoesNotContain("Own.dll", string.Join('\n', Directory.GetFiles($"/proc/{process}/fd").Select(fd => new FileInfo(fd).LinkTarget)));
            }
        }
        finally
        {
            Array.ForEach(Processes(salt), process => Process.GetProcessById(process).Kill());
        }
    }

    [TestMethod]
    public void The_same_plugin_by_all_three_doors_is_one_plugin()
    {
        _ = PluginFeed.Shared;
        using var solution = new Consumer("doors").WithModel("app/net.onnx");
        CopyFolder(PluginFeed.Shared.Sources["Asic"], solution["Asic"]);

        // The solution's own build is a debug build of later sources; the package's is another file altogether.
        File.AppendAllText(solution["Asic", "kernels", "deep", "reverse.h"], "// later\n");
        solution.WithSdk(
            $"""
            <PackageReference Include="Company" Version="{PluginFeed.Version}" />
            <ProjectReference Include="../Asic/CustomAsic.csproj" />
            <Hls4NetModel Include="net.onnx" Backend="ASIC" />
            """,
            "<Hls4NetBackendPlugins>../Asic/bin/Debug/net10.0/CustomAsic.dll#CustomAsic.Plugin</Hls4NetBackendPlugins>", "app/app.csproj");
        solution.Run(["build", "app"]).Succeeds();
        Assert.AreEqual("// words 1\n// reverse\n// later\n", File.ReadAllText(solution["app", "obj", "Debug", "net10.0", "hls4net", "net", "src", "top.txt"]));
        Assert.IsEmpty(solution.Run(["build", "app", "--no-restore"]).Succeeds().Converted);
    }

    private static Consumer Solution()
    {
        var solution = new Consumer("solution").WithModel();
        solution.Write("words/Words.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        solution.Write("words/Words.cs", Words(1));
        solution.Write("plugin/Own.csproj", PluginSources.Project(
            """<Hls4NetPlugin Include="Own" EntryPoint="Own.Plugin" /><ProjectReference Include="../words/Words.csproj" />"""));
        solution.Write("plugin/Plugin.cs", PluginSources.Code("Own", "Own", "\"first\""));
        const string Reference = """<ProjectReference Include="../plugin/Own.csproj" />""";
        solution.WithSdk(Reference + """<Hls4NetModel Include="../net.onnx" Backend="Own" />""", project: "user/user.csproj");
        solution.WithSdk(Reference + """<Hls4NetModel Include="../net.onnx" ProjectName="other" Binding="false" />""", project: "stranger/stranger.csproj");
        solution.Write("all.proj", PluginFeed.Traversal("Build", "stranger/stranger.csproj", "user/user.csproj"));
        return solution;
    }

    private static string Words(int number) => $"namespace Words; public static class Word {{ public static string Text => \" {number}\"; }}";

    private static string Top(Consumer solution) => solution["user", "obj", "Debug", "net10.0", "hls4net", "net", "src", "top.txt"];

    private static void Remove(Consumer solution, params string[] projects)
    {
        foreach (var project in projects)
        {
            Directory.Delete(solution[project, "bin"], recursive: true);
            Directory.Delete(solution[project, "obj", "Debug"], recursive: true);
        }
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (relative.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, relative))!);
                File.Copy(file, Path.Combine(to, relative));
            }
        }
    }

    // The salt is in the environment of every process that the build started and left.
    private static int[] Processes(string salt) => [.. Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
        .Where(id => id != 0 && Environ(id).Contains(salt, StringComparison.Ordinal) && CommandLine(id).Contains("MSBuild", StringComparison.OrdinalIgnoreCase)).Order()];

    private static string Environ(int id) => Read($"/proc/{id}/environ");

    private static string CommandLine(int id) => Read($"/proc/{id}/cmdline");

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
