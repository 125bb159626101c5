using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Compiler.Verification;

namespace Hls4Net.Tests;

/// <summary>The built-in backends as a build sees them.</summary>
internal static class BuiltIns
{
    /// <summary>All of them.</summary>
    public static BackendCatalog Catalog => new(
        new Action<IPluginRegistry>[] { Hls4Net.Vitis.Plugin.Register, Hls4Net.Vivado.Plugin.Register, Hls4Net.Quartus.Plugin.Register, Hls4Net.Catapult.Plugin.Register, Hls4Net.OneApi.Plugin.Register }
            .Select(register => (register, AppContext.BaseDirectory)));

    /// <summary>The files of a typed graph's project, and what a host compiler makes of them.</summary>
    public static (HlsProject Project, HostBuild Build) Write(string name, ModelGraph graph, string ioType, TestVectors vectors, params (string Name, string Text)[] options)
    {
        var (backend, writer, _) = Catalog.Create(name);
        var diagnostics = new DiagnosticBag();
        var values = BackendOptions.Read(backend, options.ToDictionary(o => o.Name, o => o.Text), diagnostics);
        var project = new HlsProject(graph, backend, backend.CreateInitialConfig(values), diagnostics) { TestVectors = vectors, IOType = ioType };
        writer.Write(project);
        diagnostics.ThrowIfErrors();
        return (project, writer.DescribeHostBuild(project)!);
    }

    /// <summary>Compiles the project with tracing, runs random vectors, and demands equality of every raw integer of every tensor.</summary>
    public static void Verify(string name, ModelGraph graph, string ioType = "io_parallel", string compiler = "g++", int samples = 12)
    {
        var path = Cxx.Require(compiler);
        var (project, build) = Write(name, graph, ioType, TestVectors.None);
        using var folder = new TemporaryFolder();
        OutputFolder.Write(folder.File("project"), project.Output, new Manifest { Project = project.Name, Backend = name, GeneratorVersion = "0" });
        var simulation = new CSimulation
        {
            ProjectFolder = folder.File("project"), Name = project.Name, WorkFolder = folder.File("work"), Compiler = path, Trace = true, Build = build,
        };
        var diagnostics = new DiagnosticBag();
        var result = Verifier.Run(graph, simulation, RandomVectors.Of(graph, samples), diagnostics);
        Assert.IsTrue(result.Passed, string.Join("\n", diagnostics.Items));
    }
}
