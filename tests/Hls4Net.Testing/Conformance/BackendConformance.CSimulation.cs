using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Verification;

namespace Hls4Net.Testing;

/// <content>The C++ it writes, on this machine.</content>
public abstract partial class BackendConformance
{
    /// <summary>All layers side by side, compiled with every warning an error, compute what the prediction says, raw integer by raw integer.</summary>
    [TestMethod]
    [DataRow("io_parallel", "auto")]
    [DataRow("io_parallel", "fixed(16,6)")]
    [DataRow("io_stream", "auto")]
    [DataRow("io_stream", "fixed(16,6)")]
    public void The_generated_program_computes_the_predicted_bits(string ioType, string precision)
    {
        var graphs = Taken(ioType, precision);
        if (graphs.Length == 0)
        {
            Assert.DoesNotContain(ioType, IOTypes, "A style that takes no model of this kit is no style of the backend.");
            return;
        }

        // A graph each costs a compilation each: all of them once, and in other precisions the last one.
        foreach (var onnx in precision == "auto" ? graphs : graphs[^1..])
        {
            if (Simulates(ioType, precision))
            {
                AssertSimulates(onnx, request => request with { IOType = ioType, Precision = precision });
            }
            else
            {
                Assert.IsNotEmpty(Converted(onnx, request => request with { IOType = ioType, Precision = precision }).Output.Files);
            }
        }
    }

    /// <summary>Converts a model, compiles its project on this machine, and demands equality with the prediction; without a compiler the test is inconclusive.</summary>
    /// <param name="onnx">The ONNX file.</param>
    /// <param name="change">Changes what is asked.</param>
    protected void AssertSimulates(byte[] onnx, Func<Compiler.ConversionRequest, Compiler.ConversionRequest>? change = null)
    {
        var conversion = Converted(onnx, change);
        if (conversion.HostBuild is null)
        {
            Assert.Inconclusive($"{BackendName} writes no test bench for a host compiler.");
        }

        string compiler;
        try
        {
            compiler = CxxCompiler.Find("", Environment.GetEnvironmentVariable("PATH") ?? "");
        }
        catch (DiagnosticException exception)
        {
            Assert.Inconclusive(exception.Message);
            return;
        }

        using var project = new ScratchFolder();
        using var work = new ScratchFolder();
        OutputFolder.Write(project.Path, conversion.Output, new Manifest());
        var simulation = new CSimulation { ProjectFolder = project.Path, Name = "model", WorkFolder = work.Path, Compiler = compiler, Build = conversion.HostBuild, Optimization = 0 };
        simulation.Compile();
        var log = simulation.Run(conversion.TestVectors);
        Assert.IsGreaterThan(0, conversion.TestVectors.Count);
        Assert.HasCount(conversion.TestVectors.Count, log.Outputs);
        for (var sample = 0; sample < log.Outputs.Count; sample++)
        {
            var start = 0;
            foreach (var (tensor, expected) in conversion.Model.Outputs.Zip(conversion.TestVectors.Outputs[sample]))
            {
                CollectionAssert.AreEqual(expected, log.Outputs[sample].AsSpan(start, expected.Length).ToArray(), $"sample {sample}, output '{tensor.Name}'");
                start += expected.Length;
            }
        }
    }
}
