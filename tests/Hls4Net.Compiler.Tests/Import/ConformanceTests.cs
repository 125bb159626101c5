using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Hls4Net.Compiler.Import;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Import;
using Hls4Net.Testing;
using Hls4Net.Tests;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>
/// ONNX's own test cases (Debian package libonnx-testdata): every case made of supported operators is imported with each
/// choice of which input is data and which are weights, and gives the stored outputs or is refused; never anything else.
/// </summary>
[TestClass]
public sealed partial class ConformanceTests
{
    private const string Folder = "/usr/share/libonnx-testdata/data";

    [TestMethod]
    public void Cases_of_supported_operators_give_their_outputs_or_are_listed_as_refused()
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
            var (outcome, reason) = Best(model, data, InputsWithoutDefault(read).Length);
            switch (outcome)
            {
                case Outcome.Equal:
                    equal++;
                    break;
                case Outcome.Refused:
                    refused.TryAdd(name, reason);
                    break;
                default:
                    wrong.Add($"{name}: {reason}");
                    break;
            }
        }

        Assert.IsEmpty(wrong, string.Join('\n', wrong));
        MarkedText.AssertCurrent(
            "docs/onnx.md", "node tests: written by ConformanceTests from ONNX's own cases", "end of node tests", Listing(cases, equal, refused));
    }

    /// <summary>How many cases are what they should be, and the others by reason.</summary>
    private static string Listing(int cases, int equal, IReadOnlyDictionary<string, string> refused)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Of {cases} cases that use only the operators above, {equal} give their stored outputs and none gives others. Refused:\n\n| reason | cases |\n|---|---|\n");
        foreach (var group in refused.GroupBy(entry => entry.Value, entry => entry.Key).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {group.Key} | {string.Join(", ", group.Select(name => $"`{name}`"))} |\n");
        }

        return text.ToString();
    }

    /// <summary>The best outcome of every way to read a case: which inputs are data, and whether their first dimension is a batch.</summary>
    private static (Outcome Outcome, string Reason) Best(string model, string data, int inputs)
    {
        var reason = "";
        foreach (var isBatched in new[] { false, true })
        {
            foreach (var isData in Choices(inputs))
            {
                var (outcome, why) = Run(model, data, isData, isBatched);
                if (outcome != Outcome.Refused)
                {
                    return (outcome, why);
                }

                reason = reason.Length == 0 ? why : reason;
            }
        }

        return (Outcome.Refused, reason);
    }

    /// <summary>A refusal as documentation says it: without the node and the numbers of the case.</summary>
    private static string Reason(Diagnostic diagnostic) => diagnostic.Descriptor.Code == ImportDiagnostics.ElementType.Code
        ? "integers, booleans or text cross the boundary of the model"
        : Numbers().Replace(diagnostic.Message.Split(". ")[0].TrimEnd('.').Replace("|", "\\|", StringComparison.Ordinal), "n");

    [GeneratedRegex(@"\d+(,\d+)*")]
    private static partial Regex Numbers();

    private enum Outcome
    {
        Equal,
        Refused,
        Wrong,
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

    private static (Outcome Outcome, string Reason) Run(string path, string data, bool[] isData, bool isBatched)
    {
        var original = OnnxReader.Read(path);
        var names = InputsWithoutDefault(original).Select(i => i.Name).ToArray();
        var bytes = File.ReadAllBytes(path).AsEnumerable();
        var inputs = new List<(double[] Values, int Samples)>();
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
                if (Decode(tensor) is not { Count: > 0 } value || (isBatched && value.Shape.Count < 2))
                {
                    return (Outcome.Refused, "an input is empty, or no tensor of numbers");
                }

                inputs.Add((value.Reals, isBatched ? value.Shape[0] : 1));
                shapes.Add(value.Shape.Count == 0 ? "" : $"{names[i]}={string.Join(',', value.Shape.Skip(isBatched ? 1 : 0))}");
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
            return diagnostics.FirstOrDefault(d => d.Descriptor.Severity == Severity.Error) is { } error ? (Outcome.Refused, Reason(error))
                : inputs.Select(input => input.Samples).Distinct().Count() > 1 ? (Outcome.Refused, "its inputs are batches of different sizes")
                : Compare(graph, inputs, data);
        }
        catch (DiagnosticException e)
        {
            return (Outcome.Refused, Reason(e.Diagnostics[0]));
        }
    }

    private static (Outcome Outcome, string Reason) Compare(ModelGraph graph, List<(double[] Values, int Samples)> inputs, string data)
    {
        var samples = inputs.Count == 0 ? 1 : inputs[0].Samples;
        var actual = Enumerable.Range(0, samples).Select(sample => Reference.Evaluate(graph, [.. inputs.Select(input =>
            input.Values.AsSpan(input.Values.Length / samples * sample, input.Values.Length / samples).ToArray())])).ToArray();
        for (var output = 0; output < graph.Outputs.Count; output++)
        {
            var expected = Decode(File.ReadAllBytes(Path.Combine(data, $"output_{output}.pb")))!.Reals;
            double[] found = [.. actual.SelectMany(sample => sample[output])];
            if (expected.Length != found.Length)
            {
                return (Outcome.Wrong, $"{found.Length} elements instead of {expected.Length}");
            }

            for (var i = 0; i < expected.Length; i++)
            {
                if (!expected[i].Equals(found[i]) && !(Math.Abs(expected[i] - found[i]) <= 1e-5 + (1e-3 * Math.Abs(expected[i]))))
                {
                    return (Outcome.Wrong, $"element {i} is {found[i]} instead of {expected[i]}");
                }
            }
        }

        return (Outcome.Equal, "");
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
