using Hls4Net.Compiler.Import;
using Hls4Net.Import;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>
/// Every attribute of every declaration, set to something other than its default: the result is what an independent
/// computation says, or the node is refused. Nothing is ignored, except what is declared to have no effect.
/// </summary>
[TestClass]
public sealed class AttributeTests
{
    private static readonly double[] X = [-2, -0.5, 0.25, 1, 2, 3];

    /// <summary>Operator, attribute, value, and what the node then computes from <see cref="X"/> of shape [N,2,3]; null: refused.</summary>
    private static readonly (string Type, string Attribute, object Value, double[]? Expected)[] Cases =
    [
        ("LeakyRelu", "alpha", 0.5f, [-1, -0.25, 0.25, 1, 2, 3]),
        ("LeakyRelu", "alpha", float.NaN, null),
        ("LeakyRelu", "alpha", float.PositiveInfinity, null),
        ("LeakyRelu", "alpha", 1L, null),
        ("Elu", "alpha", 2f, Each(x => x < 0 ? 2 * (Math.Exp(x) - 1) : x)),
        ("Selu", "alpha", 2f, Each(x => 1.0507009873554805 * (x < 0 ? 2 * (Math.Exp(x) - 1) : x))),
        ("Selu", "gamma", 2f, Each(x => 2 * (x < 0 ? 1.6732632423543772 * (Math.Exp(x) - 1) : x))),
        ("HardSigmoid", "alpha", 0.5f, Each(x => Math.Clamp((0.5 * x) + 0.5, 0, 1))),
        ("HardSigmoid", "beta", 0.25f, Each(x => Math.Clamp((0.2 * x) + 0.25, 0, 1))),
        ("Clip", "min", 0f, Each(x => Math.Max(x, 0))),
        ("Clip", "max", 1f, Each(x => Math.Min(x, 1))),
        ("Clip", "max", float.NaN, null),
        ("Softmax", "axis", 2L, [.. Softmax(X[..3]), .. Softmax(X[3..])]),
        ("Softmax", "axis", 0L, null),
        ("Softmax", "axis", 9L, null),
        ("Flatten", "axis", 2L, X),
        ("Flatten", "axis", 4L, null),
        ("Squeeze", "axes", new long[] { 0 }, X),
        ("Squeeze", "axes", new long[] { 1 }, null),
        ("Unsqueeze", "axes", new long[] { 0, 4 }, X),
        ("Unsqueeze", "axes", new long[] { 0, 0 }, null),
        ("Transpose", "perm", new long[] { 1, 0, 2 }, X),
        ("Transpose", "perm", new long[] { 0, 2, 1 }, null),
        ("Transpose", "perm", new long[] { 0, 0, 1 }, null),
        ("Cast", "to", 11L, X),
        ("Cast", "to", 6L, null),
        ("Cast", "saturate", 0L, X),
        ("Dropout", "ratio", 0.9f, X),
        ("Dropout", "seed", 4L, X),
        ("Reshape", "allowzero", 1L, X),
        ("Gemm", "alpha", 2f, [-4, 14.75]),
        ("Gemm", "beta", 2f, [0.625, 10]),
        ("Gemm", "transA", 1L, null),
        ("Gemm", "transB", 1L, [-1.125, 8.25]),
        ("BatchNormalization", "epsilon", 3f, Each(x => x / 2)),
        ("BatchNormalization", "momentum", 0.5f, X),
        ("BatchNormalization", "spatial", 0L, null),
        ("BatchNormalization", "training_mode", 1L, null),
        ("Concat", "axis", 1L, null),
        ("Gather", "axis", 1L, null),
        ("Shape", "start", 1L, [-4, -1, 0.5, 3, 6, 9]),
        ("Shape", "end", -1L, [-2, -1, 0.75, 1, 4, 9]),
        ("ConstantOfShape", "value", OnnxBuilder.Tensor("", 1, [1], BitConverter.GetBytes(3f)), Each(x => x * 3)),
        ("Constant", "value", OnnxBuilder.Tensor("", 1, [1], BitConverter.GetBytes(3f)), Each(x => x * 3)),
        ("Constant", "value_float", 3f, Each(x => x * 3)),
        ("Constant", "value_floats", new float[] { 3 }, Each(x => x * 3)),
        ("Constant", "value_int", 3L, Each(x => x * 3)),
        ("Constant", "value_ints", new long[] { 3 }, Each(x => x * 3)),
        ("Slice", "starts", new long[] { 1 }, null),
        ("Slice", "ends", new long[] { 1 }, null),
        ("Slice", "axes", new long[] { 1 }, null),
    ];

    [TestMethod]
    public void Every_declared_attribute_has_a_case()
    {
        var declared = new OperatorCatalog().All.SelectMany(o => o.Attributes.Select(a => $"{o.Type}.{a.Name}")).Distinct();
        Assert.IsEmpty(declared.Except(Cases.Select(c => $"{c.Type}.{c.Attribute}")).ToArray());
    }

    [TestMethod]
    public void An_attribute_that_is_not_the_default_counts_or_is_refused()
    {
        var tried = 0;
        foreach (var (type, attribute, value, expected) in Cases)
        {
            foreach (var declaration in new OperatorCatalog().All.Where(o => o.Type == type && o.Attributes.Any(a => a.Name == attribute)))
            {
                tried++;
                var where = $"{type}-{declaration.Since}.{attribute}";
                var model = Model(declaration, attribute, value);
                var (graph, diagnostics) = Imported.Try(Compiler.Onnx.OnnxReader.Read(model.ToArray()));
                if (expected is null)
                {
                    Assert.IsNotEmpty(diagnostics, where);
                    Assert.AreEqual("node", diagnostics[0].Node, where);
                    continue;
                }

                Assert.IsEmpty(diagnostics, $"{where}: {string.Join('\n', diagnostics)}");
                Imported.AreClose(Reference.Evaluate(graph, X)[0], expected);
            }
        }

        Assert.IsGreaterThanOrEqualTo(Cases.Length, tried);
    }

    [TestMethod]
    public void An_attribute_that_no_declaration_names_is_refused_by_every_operator()
    {
        foreach (var declaration in new OperatorCatalog().All)
        {
            var (_, diagnostics) = Imported.Try(Compiler.Onnx.OnnxReader.Read(Model(declaration, "surprise", 1L).ToArray()));
            Assert.IsTrue(diagnostics.Any(d => d.Descriptor == ImportDiagnostics.UnknownAttribute && d.Message.Contains("'surprise'", StringComparison.Ordinal)), declaration.Type);
        }
    }

    /// <summary>A model with one node of that operator, everything else about it plain.</summary>
    private static OnnxBuilder Model(OnnxOperator declaration, string attribute, object value)
    {
        var model = new OnnxBuilder(Math.Max(declaration.Since, OperatorCatalog.OldestOpset)).Input("x", "N,2,3").Initializer("one", [1f], 1).Initializer("shape", [1L, 2, 3], 3);
        var required = declaration.Attributes.Where(a => a.Required && a.Name != attribute).Select(a => (a.Name, a.Name switch
        {
            "to" => 1L,
            "axis" => 0L,
            "value" => OnnxBuilder.Tensor("", 1, [1], BitConverter.GetBytes(1f)),
            _ => (object)new long[] { 0 },
        }));
        (string, object)[] attributes = [(attribute, value), .. required];
        switch (declaration.Type)
        {
            case "Gemm":
                // X reshaped to two rows of three, each weighted by [1 2 0.5], plus 1.75.
                var transposed = attribute == "transB";
                model.Initializer("flat", [2L, 3], 2).Node("Reshape", "x flat", "rows")
                    .Initializer("w", [1, 2, 0.5f], transposed ? [1, 3] : [3, 1]).Initializer("c", [1.75f], 1);
                return model.NamedNode("node", "Gemm", ["rows", "w", "c"], ["y"], attributes).Output("y");
            case "BatchNormalization":
                model.Initializer("g", [1, 1f], 2).Initializer("z", [0, 0f], 2);
                return model.NamedNode("node", declaration.Type, ["x", "g", "z", "z", "v"], ["y"], attributes)
                    .Initializer("v", attribute == "epsilon" ? [1, 1f] : [1 - 1e-5f, 1 - 1e-5f], 2).Output("y");
            case "Reshape":
                return model.NamedNode("node", "Reshape", ["x", "shape"], ["y"], attributes).Output("y");
            case "Constant":
                return model.NamedNode("node", "Constant", [], ["c"], attributes).Node("Mul", "x c", "y").Output("y");
            case "ConstantOfShape":
                return model.NamedNode("node", "ConstantOfShape", ["shape"], ["c"], attributes).Node("Mul", "x c", "y").Output("y");
            case "Shape":
                // start = 1 of [1,2,3] gives [2,3]: one factor for each row.
                return attribute == "start"
                    ? model.NamedNode("node", "Shape", ["x"], ["s"], attributes).Initializer("col", [2L, 1], 2).Node("Reshape", "s col", "c").Node("Mul", "x c", "y").Output("y")
                    : model.NamedNode("node", "Shape", ["x"], ["s"], attributes).Initializer("three", [3L], 1).Node("Concat", "s three", "c", ("axis", 0))
                        .Node("Mul", "x c", "y").Output("y");
            default:
                var inputs = declaration.Inputs.Where(i => !i.Optional).Select((_, i) => i == 0 ? "x" : "one").ToArray();
                return model.NamedNode("node", declaration.Type, inputs, ["y"], attributes).Output("y");
        }
    }

    private static double[] Each(Func<double, double> function) => [.. X.Select(function)];

    private static double[] Softmax(double[] x) => [.. x.Select(v => Math.Exp(v) / x.Sum(Math.Exp))];
}
