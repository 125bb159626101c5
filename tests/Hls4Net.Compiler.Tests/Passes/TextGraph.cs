using System.Globalization;
using System.Text.RegularExpressions;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Passes;

/// <summary>
/// Graphs from text, so that a pass is tested by what stands before and after. A line per layer, settings in braces:
/// <code>
/// x: Input[2]
/// d: Dense(x) weight[2,2]=(1,2,3,4) bias[2]#7 {result=fixed(8,3) reuse=4 strategy=Resource}
/// outputs: d
/// </code>
/// <c>#7</c> fills a weight with numbers of seed 7.
/// </summary>
internal static partial class TextGraph
{
    public static ModelGraph Read(string text)
    {
        var graph = new ModelGraph("test");
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("outputs:", StringComparison.Ordinal))
            {
                foreach (var name in line[8..].Split(',', StringSplitOptions.TrimEntries))
                {
                    graph.AddOutput(tensors[name]);
                }

                continue;
            }

            var match = LinePattern().Match(line);
            Assert.IsTrue(match.Success, line);
            var layer = Create(match.Groups["name"].Value, match.Groups["class"].Value, match.Groups["shape"].Value, match.Groups["rest"].Value);
            layer.Settings = Settings(match.Groups["settings"].Value);
            var inputs = match.Groups["inputs"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            graph.Add(layer, [.. inputs.Select(input => tensors[input])], layer.Name);
            tensors.Add(layer.Name, layer.Output);
        }

        return graph;
    }

    /// <summary>Runs passes on the graph of a text, checking it after each rewrite, and returns its text.</summary>
    public static string Run(string text, params Pass[] passes) => Run(text, new DiagnosticBag(), passes);

    public static string Run(string text, DiagnosticBag diagnostics, params Pass[] passes)
    {
        var graph = Read(text);
        Run(graph, diagnostics, passes);
        return GraphText.Write(graph);
    }

    public static PassContext Run(ModelGraph graph, DiagnosticBag diagnostics, params Pass[] passes)
    {
        var pipeline = new PassPipeline();
        foreach (var pass in passes)
        {
            pipeline.Add(PassPhase.Simplify, pass);
        }

        var context = new PassContext(diagnostics) { VerifyGraph = true };
        pipeline.Run(graph, context);
        return context;
    }

    /// <summary>Numbers of a seed, between −1 and 1.</summary>
    public static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 2) - 1)];
    }

    private static Layer Create(string name, string className, string shape, string rest)
    {
        var weights = WeightPattern().Matches(rest).Select(Weight).ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        return className switch
        {
            "Input" => new Input(name, new TensorShape(Integers(shape))),
            "Dense" => new Dense(name, weights["weight"], weights.GetValueOrDefault("bias")),
            "BatchNormalization" => new BatchNormalization(name, weights.GetValueOrDefault("scale"), weights.GetValueOrDefault("bias")),
            "Reshape" => new Reshape(name, new TensorShape(Integers(shape))),
            "Relu" => new Relu(name),
            "Linear" => new Linear(name),
            "Sigmoid" => new Sigmoid(name),
            "Softmax" => new Softmax(name),
            "Add" => new Merge(name, MergeOperation.Add),
            _ => throw new ArgumentException(className),
        };
    }

    private static WeightTensor Weight(Match match)
    {
        var shape = new TensorShape(Integers(match.Groups["shape"].Value));
        var values = match.Groups["seed"].Success
            ? Numbers(shape.Count, int.Parse(match.Groups["seed"].Value, CultureInfo.InvariantCulture))
            : [.. match.Groups["values"].Value.Split(',').Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
        return new WeightTensor(match.Groups["role"].Value, shape, values, match.Groups["role"].Value);
    }

    private static LayerSettings Settings(string text)
    {
        var settings = new LayerSettings();
        var precision = new Dictionary<string, Precision>(StringComparer.Ordinal);
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = (part.Split('=')[0], part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            switch (key)
            {
                case "reuse":
                    settings = settings with { ReuseFactor = int.Parse(value, CultureInfo.InvariantCulture) };
                    break;
                case "strategy":
                    settings = settings with { Strategy = Enum.Parse<Strategy>(value) };
                    break;
                case "implementation":
                    settings = settings with { Implementation = value };
                    break;
                case "trace":
                    settings = settings with { Trace = true };
                    break;
                default:
                    precision.Add(key, PrecisionText.Parse(value));
                    break;
            }
        }

        return settings with { Precision = precision };
    }

    private static int[] Integers(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => int.Parse(part, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^(?<name>[^:]+): (?<class>\w+)(\[(?<shape>[0-9,]*)\])?(\((?<inputs>[^)]*)\))?(?<rest>[^{]*)(\{(?<settings>[^}]*)\})?$")]
    private static partial Regex LinePattern();

    [GeneratedRegex(@"(?<role>\w+)\[(?<shape>[0-9,]*)\](#(?<seed>\d+)|=\((?<values>[^)]*)\))")]
    private static partial Regex WeightPattern();
}
