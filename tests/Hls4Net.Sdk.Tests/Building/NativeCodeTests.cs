using System.Runtime.InteropServices;

namespace Hls4Net.Tests.Building;

[TestClass]
public sealed class NativeCodeTests
{
    [TestMethod]
    public void A_build_runs_the_native_code_of_its_platform_and_elsewhere_the_IL_with_the_same_result()
    {
        using var consumer = new Consumer().WithModel().WithSdk("""<Hls4NetModel Include="net.onnx" />""");
        var native = consumer.Build();
        RequireNativeCode(native);
        Assert.EndsWith(Path.Combine("net10.0", RuntimeInformation.RuntimeIdentifier, "Hls4Net.Tasks.dll"), TasksAssembly(native));
        var project = Project(consumer);
        consumer.Run(["clean"]).Succeeds();

        var managed = consumer.Build("-p:NETCoreSdkPortableRuntimeIdentifier=plan9-x64");
        Assert.EndsWith(Path.Combine("tasks", "net10.0", "Hls4Net.Tasks.dll"), TasksAssembly(managed));
        Assert.HasCount(1, managed.Tasks("Hls4NetConvert"));
        CollectionAssert.AreEqual(project, Project(consumer));
    }

    [TestMethod]
    public void A_project_that_names_its_own_tasks_and_backends_gets_no_native_code_of_the_package()
    {
        using var consumer = new Consumer().WithModel().WithSdk("""<Hls4NetModel Include="net.onnx" />""");
        var folder = Packages.Unpacked("Hls4Net.Sdk");
        var build = consumer.Build($"-p:Hls4NetBackendsAssembly={Path.Combine(folder, "backends", "net10.0", "Hls4Net.Backends.dll")}");
        Assert.AreEqual("", Evaluated(build, "_Hls4NetPrecompiledBackends"));
    }

    private static string TasksAssembly(BuildResult build) => Path.GetFullPath(Evaluated(build, "Hls4NetTasksAssembly"));

    private static string Evaluated(BuildResult build, string property) => build.Log
        .FindChildrenRecursive<Microsoft.Build.Logging.StructuredLogger.Property>().LastOrDefault(known => known.Name == property)?.Value ?? "";

    private static void RequireNativeCode(BuildResult build)
    {
        var platforms = Directory.GetDirectories(Path.Combine(Evaluated(build, "Hls4NetSdkRoot"), "tasks", "net10.0"));
        if (!platforms.Any(folder => Path.GetFileName(folder) == RuntimeInformation.RuntimeIdentifier))
        {
            Assert.Inconclusive($"The package has no native code for {RuntimeInformation.RuntimeIdentifier}: its compiler could not be restored when it was packed.");
        }
    }

    private static string[] Project(Consumer consumer) =>
    [
        .. Directory.GetFiles(consumer.State("net"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(consumer.Path, file)}: {File.ReadAllText(file)}"),
    ];
}
