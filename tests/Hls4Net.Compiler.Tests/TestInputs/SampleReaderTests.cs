using System.IO.Compression;
using System.Runtime.InteropServices;
using Hls4Net.Compiler.TestInputs;
using Hls4Net.Operators;

namespace Hls4Net.Tests.TestInputs;

[TestClass]
public sealed class SampleReaderTests
{
    [TestMethod]
    public void Arrays_are_found_by_tensor_name_or_by_position()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "x", "input0" })
        {
            var samples = Read(Npz(folder, (name, [2, 3], [1, 2, 3, 4, 5, 6]), ("other", [1], [7])))!;
            Assert.AreEqual(2, samples.Count);
            CollectionAssert.AreEqual(new double[] { 1, 2, 3, 4, 5, 6 }, samples.Inputs[0]);
            Assert.IsNull(samples.Outputs[0]);
        }
    }

    [TestMethod]
    public void Expected_outputs_are_taken_where_they_are_given()
    {
        using var folder = new TemporaryFolder();
        CollectionAssert.AreEqual(
            new double[] { 9, 8, 7 }, Read(Npz(folder, ("x", [1, 3], [1, 2, 3]), ("output0", [1, 3], [9, 8, 7])))!.Outputs[0]);
    }

    [TestMethod]
    public void A_single_array_is_the_only_input_and_may_be_a_single_sample()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("t.npy"), NpyReaderTests.Npy("<f4", "(3,)", Bytes([1, 2, 3])));
        Assert.AreEqual(1, Read(folder.File("t.npy"))!.Count);
    }

    [TestMethod]
    public void A_missing_input_is_an_error_that_lists_the_arrays()
    {
        using var folder = new TemporaryFolder();
        var problem = Problem(Npz(folder, ("imput0", [1, 3], [1, 2, 3])));
        Assert.AreEqual(TestDataDiagnostics.MissingInput, problem.Descriptor);
        Assert.Contains("Arrays: imput0", problem.Message);
    }

    [TestMethod]
    public void Another_shape_another_number_of_samples_and_nan_are_errors()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(TestDataDiagnostics.ShapeMismatch, Problem(Npz(folder, ("x", [2, 2], [1, 2, 3, 4]))).Descriptor);
        Assert.AreEqual(
            TestDataDiagnostics.SampleCount, Problem(Npz(folder, ("x", [1, 3], [1, 2, 3]), ("y", [2, 3], [1, 2, 3, 4, 5, 6]))).Descriptor);
        Assert.AreEqual(TestDataDiagnostics.NotFinite, Problem(Npz(folder, ("x", [1, 3], [1, float.NaN, 3]))).Descriptor);
        Assert.AreEqual(TestDataDiagnostics.SampleCount, Problem(Npz(folder, ("x", [0, 3], []))).Descriptor);
    }

    [TestMethod]
    public void A_file_that_is_missing_or_no_archive_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(TestDataDiagnostics.Unreadable, Problem(folder.File("none.npz")).Descriptor);
        File.WriteAllText(folder.File("text.npz"), "no archive");
        Assert.AreEqual(TestDataDiagnostics.Unreadable, Problem(folder.File("text.npz")).Descriptor);
    }

    internal static string Npz(TemporaryFolder folder, params (string Name, int[] Shape, float[] Values)[] arrays)
    {
        var path = folder.File($"{Guid.NewGuid():N}.npz");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, shape, values) in arrays)
        {
            using var stream = archive.CreateEntry($"{name}.npy").Open();
            stream.Write(NpyReaderTests.Npy("<f4", $"({string.Join(", ", shape)},)", Bytes(values)));
        }

        return path;
    }

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static SampleSet? Read(string path, DiagnosticBag? diagnostics = null)
    {
        var graph = new ModelGraph("m");
        var x = graph.Add(new Input("x", new TensorShape(3)), [], "x").Output;
        graph.AddOutput(graph.Add(new Relu("relu"), [x], "y").Output);
        return SampleReader.Read(path, graph, diagnostics ?? new DiagnosticBag());
    }

    private static Diagnostic Problem(string path)
    {
        var diagnostics = new DiagnosticBag();
        Assert.IsNull(Read(path, diagnostics));
        Assert.AreEqual(path, diagnostics.Items.Single().File);
        return diagnostics.Items[0];
    }
}
