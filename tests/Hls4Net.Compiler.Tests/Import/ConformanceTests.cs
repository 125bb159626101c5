using Hls4Net.Compiler.Import;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Import;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>
/// ONNX's own test cases (Debian package libonnx-testdata): every case made of supported operators is imported with each
/// choice of which input is data and which are weights, and gives the stored outputs or is refused; never anything else.
/// </summary>
[TestClass]
public sealed class ConformanceTests
{
    private const string Folder = "/usr/share/libonnx-testdata/data";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Cases_of_supported_operators_give_their_outputs_or_are_refused()
    {
        if (!Directory.Exists(Folder))
        {
            Assert.Inconclusive("The ONNX test cases are not installed (Debian package libonnx-testdata).");
        }

        var catalog = new OperatorCatalog();
        var (cases, equal, refused) = (0, 0, new SortedDictionary<string, string>(StringComparer.Ordinal));
        var wrong = new List<string>();
        foreach (var model in Directory.EnumerateFiles(Folder, "model.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(Path.GetDirectoryName(model))!;
            var read = OnnxReader.Read(model);
            var data = Path.Combine(Path.GetDirectoryName(model)!, "test_data_set_0");
            // The cases with bfloat16 keep their data as bare integers.
            if (!Directory.Exists(data) || name.Contains("BFLOAT16", StringComparison.Ordinal) || !read.Graph.Nodes.All(n => catalog.Find(n.Domain, n.OpType, read.Opsets.GetValueOrDefault(n.Domain)) is not null))
            {
                continue;
            }

            cases++;
            var outcome = Outcome.Refused;
            string? reason = null;
            foreach (var isData in Choices(InputsWithoutDefault(read).Length))
            {
                (outcome, var why) = Run(model, data, isData);
                reason = outcome == Outcome.Wrong ? why : reason ?? why;
                if (outcome != Outcome.Refused)
                {
                    break;
                }
            }

            _ = outcome switch
            {
                Outcome.Equal => equal++,
                Outcome.Refused => refused.TryAdd(name, reason!) ? 0 : 0,
                _ => AddTo(wrong, $"{name}: {reason}"),
            };
        }

        TestContext.WriteLine($"{cases} cases of supported operators: {equal} equal, {refused.Count} refused, {wrong.Count} wrong.");
        foreach (var (name, reason) in refused)
        {
            TestContext.WriteLine($"refused {name}: {reason}");
        }

        Assert.IsEmpty(wrong, string.Join('\n', wrong));
        Assert.IsGreaterThanOrEqualTo(100, equal);
    }

    private enum Outcome
    {
        Equal,
        Refused,
        Wrong,
    }

    private static int AddTo(List<string> list, string text)
    {
        list.Add(text);
        return list.Count;
    }

    private static OnnxValue[] InputsWithoutDefault(OnnxModel model) =>
        [.. model.Graph.Inputs.Where(i => model.Graph.Initializers.All(t => t.Name != i.Name))];

    /// <summary>First input data and the rest weights, then the second alone, then all of them, then the others.</summary>
    private static IEnumerable<bool[]> Choices(int inputs)
    {
        for (var only = 0; only < inputs; only++)
        {
            yield return [.. Enumerable.Range(0, inputs).Select(i => i == only)];
        }

        yield return [.. Enumerable.Repeat(true, inputs)];
    }

    private static (Outcome Outcome, string Reason) Run(string path, string data, bool[] isData)
    {
        var original = OnnxReader.Read(path);
        var names = InputsWithoutDefault(original).Select(i => i.Name).ToArray();
        var bytes = File.ReadAllBytes(path).AsEnumerable();
        var inputs = new List<double[]>();
        var shapes = new List<string>();
        for (var i = 0; i < names.Length; i++)
        {
            var file = Path.Combine(data, $"input_{i}.pb");
            if (!File.Exists(file))
            {
                return (Outcome.Refused, "an input is not a tensor");
            }

            var tensor = File.ReadAllBytes(file);
            if (isData[i])
            {
                if (Decode(tensor) is not { Count: > 0 } value)
                {
                    return (Outcome.Refused, "its data is not read");
                }

                inputs.Add(value.Reals);
                shapes.Add(value.Shape.Count == 0 ? "" : $"{names[i]}={string.Join(',', value.Shape)}");
            }
            else
            {
                // A repeated graph field adds to the graph: the input gets a default, named last so that it counts.
                byte[] named = [.. tensor, .. new ProtoWriter().Text(8, names[i]).ToArray()];
                bytes = bytes.Concat(new ProtoWriter().Message(7, graph => graph.Bytes(5, named)).ToArray());
            }
        }

        try
        {
            var model = OnnxReader.Read(bytes.ToArray());
            var (graph, diagnostics) = Imported.Try(model, string.Join(';', shapes.Where(s => s.Length > 0)));
            if (diagnostics.FirstOrDefault(d => d.Descriptor.Severity == Severity.Error) is { } error)
            {
                return (Outcome.Refused, error.ToString());
            }

            var actual = Reference.Evaluate(graph, [.. inputs]);
            for (var output = 0; output < actual.Length; output++)
            {
                var expected = Decode(File.ReadAllBytes(Path.Combine(data, $"output_{output}.pb")))!.Reals;
                if (expected.Length != actual[output].Length)
                {
                    return (Outcome.Wrong, $"{actual[output].Length} elements instead of {expected.Length}");
                }

                for (var i = 0; i < expected.Length; i++)
                {
                    if (!expected[i].Equals(actual[output][i]) && !(Math.Abs(expected[i] - actual[output][i]) <= 1e-5 + (1e-3 * Math.Abs(expected[i]))))
                    {
                        return (Outcome.Wrong, $"element {i} is {actual[output][i]} instead of {expected[i]}");
                    }
                }
            }

            return (Outcome.Equal, "");
        }
        catch (DiagnosticException e)
        {
            return (Outcome.Refused, e.Diagnostics[0].ToString());
        }
    }

    private static ConstantTensor? Decode(byte[] tensor)
    {
        try
        {
            var model = OnnxReader.Read(new OnnxBuilder().Initializer(tensor).ToArray());
            return new TensorDecoder("", OnnxLimits.Default).Decode(model.Graph.Initializers[0], "value");
        }
        catch (DiagnosticException)
        {
            return null;
        }
    }
}
