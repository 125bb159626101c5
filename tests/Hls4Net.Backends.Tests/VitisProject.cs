using Hls4Net.Vitis;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Tests;

/// <summary>A Vitis project of a typed graph, written to disk and compiled as a user would.</summary>
internal static class VitisProject
{
    /// <summary>The files of a graph's project.</summary>
    public static HlsProject Write(ModelGraph graph, TestVectors vectors, params (string Name, string Text)[] options) =>
        Write(graph, vectors, "io_parallel", options);

    /// <summary>The files of a graph's project.</summary>
    public static HlsProject Write(ModelGraph graph, TestVectors vectors, string ioType, params (string Name, string Text)[] options)
    {
        var (backend, writer, _) = new BackendCatalog(Plugin.Register, AppContext.BaseDirectory).Create("vitis");
        var diagnostics = new DiagnosticBag();
        var values = BackendOptions.Read(backend, options.ToDictionary(o => o.Name, o => o.Text), diagnostics);
        var project = new HlsProject(graph, backend, backend.CreateInitialConfig(values), diagnostics) { TestVectors = vectors, IOType = ioType };
        writer.Write(project);
        diagnostics.ThrowIfErrors();
        return project;
    }

    /// <summary>Puts a project on disk.</summary>
    public static void Save(HlsProject project, string folder) =>
        OutputFolder.Write(folder, project.Output, new Manifest { Project = project.Name, Backend = "Vitis", GeneratorVersion = "0" });

    /// <summary>Compiles the test bench with every warning as an error; fails with the compiler's words.</summary>
    public static void Compile(string folder, string name, string compiler = "g++", params string[] flags)
    {
        var (exit, output) = Cxx.Run(
            Cxx.Require(compiler), folder,
            ["-std=c++14", "-O1", "-Wall", "-Wextra", "-Werror", .. flags, "-Ifirmware/ap_types", $"firmware/{name}.cpp", $"{name}_test.cpp", "-o", "csim"]);
        Assert.AreEqual(0, exit, output);
    }
}
