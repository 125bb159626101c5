using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Text.Json;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Compiler.TestInputs;
using Hls4Net.Emulation;
using Hls4Net.Tests;

namespace Hls4Net.Compiler.Tests.Golden;

/// <summary>A recorded conversion: its layers with their types, what each computed, and the model it was made from.</summary>
internal sealed class RecordedCase
{
    private static readonly FixedType s_default = new(16, 6);

    private readonly string _name;
    private readonly Dictionary<string, (FixedType Type, TensorShape Shape, BigInteger[][] Samples)> _values = new(StringComparer.Ordinal);

    public RecordedCase(string path)
    {
        _name = Path.GetFileNameWithoutExtension(path);
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        Layers = [.. document.RootElement.GetProperty("layers").EnumerateArray().Select(element => new RecordedLayer(element.Clone()))];
        Model = new RecordedModel(OnnxReader.Read(Repository.Shared("golden", "models", _name.Split("__")[0] + ".prepared.onnx")), Layers);
        var input = Read("input0")!;
        _values.Add(Layers[0].Name, Quantized(input, Layers[0].Type("result")!.Value));
    }

    public IReadOnlyList<RecordedLayer> Layers { get; }

    public RecordedModel Model { get; }

    /// <summary>Computes a layer from what was computed before it, and compares.</summary>
    /// <returns>What differs; null for nothing.</returns>
    public string? Compare(RecordedLayer element)
    {
        if (element.Class == "Input")
        {
            return null;
        }

        if (element.Class == "Reshape")
        {
            // It is the same memory there, and has no record.
            var (same, shape, samples) = _values[Model.InputsOf(element)[0]];
            _values[element.Name] = (same, new TensorShape(shape.Count), samples);
            return null;
        }

        if (Read("trace/" + element.Name) is not { } trace)
        {
            return "no record";
        }

        var result = element.Type("result")!.Value;
        var expected = Quantized(trace, result);
        _values[element.Name] = expected;
        if (Model.Create(element) is not { } layer)
        {
            return "no such layer";
        }

        var inputs = Model.InputsOf(element).Select(before => _values[before]).ToArray();
        var graph = new ModelGraph("golden");
        var ports = inputs.Select((value, k) =>
        {
            var port = graph.Add(new Operators.Input($"x{k}", value.Shape), [], $"x{k}");
            port.Settings = new LayerSettings { DefaultPrecision = new Precision(value.Type) };
            return port.Output;
        }).ToArray();
        layer.Settings = element.Settings(s_default, inputs[0].Type);
        graph.AddOutput(graph.Add(layer, ports, "y").Output);
        var precision = new PrecisionContext(new DiagnosticBag());
        graph.Layers.ToList().ForEach(each => each.InferPrecision(precision));
        var type = layer.Output.Type;
        var emulator = new Emulator(graph);
        var count = trace.Shape[0];
        var actual = Enumerable.Range(0, count).Select(sample => emulator.PredictRaw([.. inputs.Select(input => input.Samples[sample])])[0]).ToArray();
        _values[element.Name] = (type, expected.Shape, actual);
        for (var sample = 0; sample < count; sample++)
        {
            float[] own = [.. actual[sample].Select(value => (float)FixedPoint.ToDouble(value, type.Fraction))];
            float[] theirs = [.. trace.Values.AsSpan(sample * expected.Shape.Count, expected.Shape.Count).ToArray().Select(value => (float)value)];
            var first = own.Length != theirs.Length ? 0 : own.Zip(theirs).ToList().FindIndex(pair => pair.First != pair.Second);
            if (first >= 0)
            {
                _values[element.Name] = expected;
                return string.Create(CultureInfo.InvariantCulture, $"sample {sample}, element {first}: {own.ElementAtOrDefault(first)}, recorded {theirs.ElementAtOrDefault(first)} ({type}; {own.Length}/{theirs.Length})");
            }
        }

        return null;
    }

    private static (FixedType Type, TensorShape Shape, BigInteger[][] Samples) Quantized(NpyArray array, FixedType type)
    {
        var shape = new TensorShape([.. array.Shape.Skip(1)]);
        return (type, shape, [.. array.Values.Chunk(shape.Count).Select(sample => sample.Select(value => FixedPoint.FromDouble(value, type)).ToArray())]);
    }

    private NpyArray? Read(string name)
    {
        using var archive = ZipFile.OpenRead(Repository.Shared("golden", _name + ".npz"));
        if (archive.GetEntry(name + ".npy") is not { } entry)
        {
            return null;
        }

        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return NpyReader.Read(bytes);
    }
}
