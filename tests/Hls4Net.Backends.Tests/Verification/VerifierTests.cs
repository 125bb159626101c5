using Hls4Net.Compiler.Verification;

namespace Hls4Net.Tests.Verification;

[TestClass]
public sealed class VerifierTests
{
    [TestMethod]
    public void Equal_bits_pass_and_the_error_against_the_float_reference_is_exact()
    {
        using var folder = new TemporaryFolder("path with spaces ü");
        var result = Run(folder, trace: true, _ => { }, out var diagnostics);
        Assert.IsEmpty(diagnostics.Items);
        Assert.IsTrue(result.Passed);
        Assert.AreEqual("x,fc1,y", string.Join(',', result.Errors.Select(error => error.Tensor.Name)));
        Assert.AreEqual(0, result.Errors.Max(error => error.MaxAbsolute));
        Assert.AreEqual(7.5, result.Errors[^1].MaxReference);
        Assert.Contains("relu (Relu)", result.ToTable());
    }

    [TestMethod]
    [DataRow(true, "fc1")]
    [DataRow(false, "y")]
    public void A_wrong_weight_is_HLSN6004_at_the_first_tensor_that_differs(bool trace, string tensor)
    {
        using var folder = new TemporaryFolder();
        var result = Run(folder, trace, project => Edit(project, "firmware/weights/fc1_weight.h", "16,-32,48,64", "16,-32,49,64"), out var diagnostics);
        Assert.IsFalse(result.Passed);
        Assert.AreEqual("HLSN6004", diagnostics.Items.Single().Descriptor.Code);
        Assert.AreEqual(new Mismatch(0, tensor, 0, 1920, 1952), result.Mismatches[0]);
    }

    [TestMethod]
    public void Code_that_does_not_compile_is_HLSN6002_with_the_first_lines()
    {
        using var folder = new TemporaryFolder();
        var exception = Assert.ThrowsExactly<DiagnosticException>(
            () => Run(folder, trace: false, project => Edit(project, "firmware/small.cpp", "nnet::relu", "nnet::reluu"), out _));
        Assert.AreEqual("HLSN6002", exception.Diagnostics.Single().Descriptor.Code);
        Assert.Contains("reluu", exception.Message);
    }

    [TestMethod]
    public void A_warning_in_generated_code_is_HLSN6002_too()
    {
        using var folder = new TemporaryFolder();
        var exception = Assert.ThrowsExactly<DiagnosticException>(
            () => Run(folder, trace: false, project => Edit(project, "firmware/small.cpp", "    fc1_t fc1_out", "    int unused;\n    fc1_t fc1_out"), out _));
        Assert.AreEqual("HLSN6002", exception.Diagnostics.Single().Descriptor.Code);
    }

    [TestMethod]
    public void A_test_bench_that_dies_is_HLSN6003()
    {
        using var folder = new TemporaryFolder();
        var exception = Assert.ThrowsExactly<DiagnosticException>(
            () => Run(folder, trace: false, project => Edit(project, "small_test.cpp", "    unsigned sample = 0;", "    std::cerr << \"gone\" << std::endl;\n    return 7;\n    unsigned sample = 0;"), out _));
        Assert.AreEqual("HLSN6003", exception.Diagnostics.Single().Descriptor.Code);
        Assert.Contains("gone", exception.Message);
    }

    [TestMethod]
    public void A_cancelled_verification_ends_its_compiler()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.ThrowsExactly<OperationCanceledException>(() => Run(folder, trace: false, _ => { }, out _, cancellation.Token));
    }

    private static VerificationResult Run(
        TemporaryFolder folder, bool trace, Action<string> spoil, out DiagnosticBag diagnostics, CancellationToken cancellation = default)
    {
        var graph = SmallModels.TwoByTwo();
        VitisProject.Save(VitisProject.Write(graph, SmallModels.TwoByTwoVectors), folder.File("project"));
        spoil(folder.File("project"));
        diagnostics = new DiagnosticBag();
        var simulation = new CSimulation
        {
            ProjectFolder = folder.File("project"), Name = "small", WorkFolder = folder.File("work"), Compiler = Cxx.Require("g++"), Trace = trace,
        };
        return Verifier.Run(graph, simulation, SmallModels.TwoByTwoVectors.Inputs, diagnostics, cancellation: cancellation);
    }

    private static void Edit(string project, string file, string old, string replacement)
    {
        var path = Path.Combine(project, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text);
        File.WriteAllText(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
