using System.Text;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Compiler.Verification;
using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks;

/// <summary>Compiles the generated C++ and compares it with the emulator, raw integer by raw integer, every tensor of every layer.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetVerify : Hls4NetModelTask
{
    /// <summary>The C++ compiler; empty: the first of g++, clang++ and c++.</summary>
    public string Cxx { get; set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var compiler = CxxCompiler.Find(Cxx, TaskEnvironment.GetEnvironmentVariable("PATH") ?? "");
        var (requests, catalog) = (Requests, Catalog);
        ForEachModel(model => Verify(model, requests.Of(model), catalog, compiler, cancellation));
    }

    private void Verify(PlannedModel model, ConversionRequest request, BackendCatalog catalog, string compiler, CancellationToken cancellation)
    {
        // Again from the model: the comparison with the float reference needs the weights as trained.
        var conversion = Pipeline.Convert(request, catalog, cancellation);
        var diagnostics = new DiagnosticBag();
        if (!conversion.Succeeded)
        {
            throw new DiagnosticException(conversion.Diagnostics);
        }

        var build = conversion.RequireHostBuild();
        var simulation = new CSimulation
        {
            ProjectFolder = model.OutputDirectory,
            Name = model.ProjectName,
            WorkFolder = model.SimulationFolder,
            Compiler = compiler,
            Build = build,
            Trace = build.CanTrace,
            NewProcess = TaskEnvironment.GetProcessStartInfo,
        };
        var result = Verifier.Run(conversion.Model, simulation, conversion.TestVectors.Inputs, diagnostics, conversion.Predictor, cancellation);
        diagnostics.ThrowIfErrors();
        var summary = FormattableString.Invariant(
            $"{model.ProjectName}: C++ ({Path.GetFileName(compiler)}) and emulator agree on all {result.Values} raw integers of {result.Samples} samples");
        var text = $"{summary}\nError against the float reference:\n{result.ToTable()}";
        Log.LogMessage(MessageImportance.High, "{0}", text);
        StateFile.Write(model.Verified, Encoding.UTF8.GetBytes(text));
    }
}
