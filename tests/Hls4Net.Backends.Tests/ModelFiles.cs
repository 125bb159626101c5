using Hls4Net.Vitis;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Compiler.Verification;

namespace Hls4Net.Tests;

/// <summary>The whole way for a model file: convert, put on disk, compile, compare.</summary>
internal static class ModelFiles
{
    /// <summary>Converts with the Vitis backend; fails with the diagnostics.</summary>
    public static Conversion Convert(ConversionRequest request)
    {
        var conversion = Pipeline.Convert(request, new BackendCatalog(Plugin.Register, AppContext.BaseDirectory));
        Assert.IsTrue(conversion.Succeeded, string.Join("\n", conversion.Diagnostics));
        Assert.AreEqual("", string.Join('\n', Reports.Schemas.Report.Validate(conversion.Output.Files[Compiler.Report.ReportFile.Name])), "the report and its schema");
        return conversion;
    }

    /// <summary>Writes the project, compiles it with tracing and demands equality of every raw integer.</summary>
    public static VerificationResult Verify(Conversion conversion, string folder, string compiler = "g++", bool trace = true)
    {
        var compilerPath = Cxx.Require(compiler);
        OutputFolder.Write(Path.Combine(folder, "project"), conversion.Output, new Manifest());
        var simulation = new CSimulation
        {
            ProjectFolder = Path.Combine(folder, "project"), Name = conversion.Model.Name, WorkFolder = Path.Combine(folder, "work"),
            Compiler = compilerPath, Trace = trace, Build = conversion.HostBuild,
        };
        var diagnostics = new DiagnosticBag();
        var result = Verifier.Run(conversion.Model, simulation, conversion.TestVectors.Inputs, diagnostics);
        Assert.IsTrue(result.Passed, string.Join("\n", diagnostics.Items));
        return result;
    }
}
