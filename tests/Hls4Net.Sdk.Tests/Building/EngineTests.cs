using System.Diagnostics;

namespace Hls4Net.Tests.Building;

[TestClass]
public sealed class EngineTests
{
    [TestMethod]
    [DataRow("-m")]
    [DataRow("-mt")]
    [DataRow("-graph")]
    public void Several_projects_at_once(string mode)
    {
        using var consumer = new Consumer().WithModel("models/shared.onnx");
        string[] names = ["one", "two", "three"];
        foreach (var name in names)
        {
            // No path is absolute: each project must find its own folder, whatever the current directory of the process.
            consumer.WithModel($"{name}/{name}.onnx");
            consumer.WithSdk($"""<Hls4NetModel Include="{name}.onnx" /><Hls4NetModel Include="../models/shared.onnx" OutputDirectory="gen" />""", project: $"{name}/{name}.csproj");
        }

        consumer.Write("all.proj", $"""
            <Project DefaultTargets="Build">
              <ItemGroup>{string.Concat(names.Select(name => $"<ProjectReference Include=\"{name}/{name}.csproj\" />"))}</ItemGroup>
              <Target Name="Restore"><MSBuild Projects="@(ProjectReference)" Targets="Restore" /></Target>
              <Target Name="Build"><MSBuild Projects="@(ProjectReference)" BuildInParallel="true" /></Target>
            </Project>
            """);
        consumer.Run(["msbuild", "all.proj", "-t:Restore"]).Succeeds();
        var build = consumer.Run(["msbuild", "all.proj", mode]).Succeeds();
        Assert.IsEmpty(build.Warnings);
        foreach (var name in names)
        {
            Assert.IsTrue(File.Exists(consumer[name, "obj", "Debug", "net10.0", "hls4net", name, "firmware", $"{name}.cpp"]));
            Assert.IsTrue(File.Exists(consumer[name, "gen", "firmware", "shared.cpp"]));
        }
    }

    [TestMethod]
    public void Two_target_frameworks_at_once_may_share_an_output_folder()
    {
        using var consumer = new Consumer().WithModel().WithSdk(
            """<Hls4NetModel Include="net.onnx" OutputDirectory="hls" />""",
            "<TargetFramework></TargetFramework><TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting>"
            + "<DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>");
        consumer.Write("Use.cs", "public static class Use { public static object Net => new app.Net(); }");
        Assert.HasCount(2, consumer.Build("-m").Tasks("Hls4NetConvert"));
        Assert.IsTrue(File.Exists(consumer["hls", "firmware", "net.cpp"]));
        Assert.IsEmpty(consumer.Build("-m").Converted);
        consumer.Run(["msbuild", "-t:Hls4NetConvert"]).Succeeds();
        consumer.Run(["clean"]).Succeeds();
        Assert.IsFalse(Directory.Exists(consumer["hls"]));
    }

    [TestMethod]
    public void An_interrupted_build_is_finished_by_the_next_one()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("There is no SIGINT to send.");
        }

        string[] names = [.. Enumerable.Range(0, 12).Select(i => $"m{i}")];
        using var consumer = new Consumer().WithSdk(string.Concat(names.Select(name => $"""<Hls4NetModel Include="{name}.onnx" />""")));
        Array.ForEach(names, name => consumer.WithModel($"{name}.onnx", outputs: 40));
        consumer.Run(["restore"]).Succeeds();

        using var build = Dotnet.Start(consumer.Path, new Dictionary<string, string>(), "build", "--no-restore");
        var drained = build.StandardOutput.ReadToEndAsync();
        while (!build.HasExited && !File.Exists(consumer.State("m0.fingerprint")))
        {
            Thread.Sleep(1);
        }

        Process.Start("kill", ["-INT", build.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
        build.WaitForExit();
        drained.GetAwaiter().GetResult();

        consumer.Build("--no-restore");
        foreach (var name in names)
        {
            Assert.IsTrue(File.Exists(consumer.State($"{name}.manifest")), name);
            Assert.IsTrue(File.Exists(consumer.State(name, "hls4net_manifest.json")), name);
        }

        Assert.IsEmpty(Directory.GetFiles(consumer.State(), "*tmp*", SearchOption.AllDirectories));
        Assert.IsEmpty(consumer.Build("--no-restore").Converted);
    }
}
