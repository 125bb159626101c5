using System.Reflection;
using Hls4Net.Compiler;

namespace Hls4Net.Tests.Corridor;

/// <summary>
/// The networks of <see cref="SharedModelTests"/> with the other built-in backends: what the emulator predicts is what the C++
/// computes. Every run takes a few; HLS4NET_SWEEP_BACKENDS takes all of them with the backends it names.
/// </summary>
[TestClass]
public sealed class BackendSweepTests
{
    private const string Sweep = "HLS4NET_SWEEP_BACKENDS";
    private const int SamplesForTypes = 4;

    /// <summary>Model, backend, interface style, open dimensions.</summary>
    public static IEnumerable<object[]> Cases => Environment.GetEnvironmentVariable(Sweep) is { Length: > 0 } backends
        ? from model in Models() from backend in backends.Split(',') select (object[])[model.Name, backend, model.Style, model.Inputs]
        :
        [
            ["acasxu_1_1", "Quartus", "io_parallel", ""], ["onnx2c_lstm_k1", "Catapult", "io_parallel", "input_1=8,5"],
            ["hls4ml_conv1d_small_keras", "oneAPI", "io_stream", ""], ["tinytaxinet", "Vivado", "io_parallel", ""],
        ];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_bits_of_the_cpp_are_those_of_the_emulator(string name, string backend, string style, string inputs)
    {
        var model = new SharedModel(name);
        using var folder = new TemporaryFolder();
        var samples = Math.Min(model.Samples, SamplesForTypes);
        var data = NumPyArchive.Write(folder.File("samples.npz"), [.. model.Inputs.Select(t => (t.Name, (int[])[samples, .. t.Shape], t.Values[..(samples * t.Count)]))]);
        var conversion = Pipeline.Convert(
            new ConversionRequest { ModelPath = model.Path, ProjectName = name, TestDataPath = data, Inputs = inputs, IOType = style, Backend = backend }, BuiltIns.Catalog);
        Assert.IsTrue(conversion.Succeeded, string.Join(Environment.NewLine, conversion.Diagnostics));
        Assert.IsGreaterThan(0L, ModelFiles.Verify(conversion, folder.Path, trace: false).Values);
    }

    private static IEnumerable<(string Name, string Style, string Inputs)> Models() => typeof(SharedModelTests).GetMethods()
        .SelectMany(method => method.GetCustomAttributes<DataRowAttribute>())
        .Select(row => row.Data).Where(data => data is [string, double, string, ..])
        .Select(data => ((string)data[0]!, (string)data[2]!, data.Length > 3 ? (string)data[3]! : ""));
}
