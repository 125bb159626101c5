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
        ("Transpose", "perm", new long[] { 0, 2, 1 }, [-2, 1, -0.5, 2, 0.25, 3]),
        ("Transpose", "perm", new long[] { 1, 2, 0 }, X),
        ("Transpose", "perm", new long[] { 0, 0, 1 }, null),
        ("Cast", "to", 11L, X),
        ("Cast", "to", 6L, [-2, 0, 0, 1, 2, 3]),
        ("Cast", "to", 9L, null),
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
        ("Concat", "axis", 2L, [-2, -0.5, 0.25, -2, -0.5, 0.25, 1, 2, 3, 1, 2, 3]),
        ("Concat", "axis", 0L, null),
        ("Gather", "axis", 1L, [1, 2, 3]),
        ("Gather", "axis", 3L, null),
        ("Shape", "start", 1L, [-4, -1, 0.5, 3, 6, 9]),
        ("Shape", "end", -1L, [-2, -1, 0.75, 1, 4, 9]),
        ("ConstantOfShape", "value", OnnxBuilder.Tensor("", 1, [1], BitConverter.GetBytes(3f)), Each(x => x * 3)),
        ("Constant", "value", OnnxBuilder.Tensor("", 1, [1], BitConverter.GetBytes(3f)), Each(x => x * 3)),
        ("Constant", "value_float", 3f, Each(x => x * 3)),
        ("Constant", "value_floats", new float[] { 3 }, Each(x => x * 3)),
        ("Constant", "value_int", 3L, Each(x => x * 3)),
        ("Constant", "value_ints", new long[] { 3 }, Each(x => x * 3)),
        ("Slice", "starts", new long[] { 2 }, [0.25, 3]),
        ("Slice", "starts", new long[] { 3 }, null),
        ("Slice", "ends", new long[] { 2 }, [-0.5, 2]),
        ("Slice", "axes", new long[] { 1 }, [1, 2, 3]),
        ("Split", "axis", 2L, [-2, -0.5, 1, 2]),
        ("Split", "split", new long[] { 1, 2 }, [-2, 1]),
        ("Split", "split", new long[] { 1, 1 }, null),
        ("Split", "num_outputs", 2L, [-2, -0.5, 1, 2]),
        ("Split", "num_outputs", 3L, null),
        ("Pad", "mode", "reflect", null),
        ("Pad", "pads", new long[] { 0, 0, 1, 0, 0, 0 }, [0, -2, -0.5, 0.25, 0, 1, 2, 3]),
        ("Pad", "pads", new long[] { 1, 0, 0, 0, 0, 0 }, null),
        ("Pad", "value", 5f, [5, -2, -0.5, 0.25, 5, 1, 2, 3]),
        ("DepthToSpace", "blocksize", 2L, [-2, 0.25, 2, 0, -0.5, 1, 3, 0]),
        ("DepthToSpace", "blocksize", 3L, null),
        ("DepthToSpace", "mode", "CRD", [-2, -0.5, 0.25, 1, 2, 3, 0, 0]),
        ("DepthToSpace", "mode", "RCD", null),
        ("SpaceToDepth", "blocksize", 2L, [-2, 2, -0.5, 3, 0.25, 0, 1, 0]),
        ("SpaceToDepth", "blocksize", 0L, null),
        ("Conv", "auto_pad", "SAME_UPPER", [8, 18, 9.25]),
        ("Conv", "auto_pad", "SAME", null),
        ("Conv", "dilations", new long[] { 2 }, [13.5]),
        ("Conv", "group", 2L, [-3, 0, 11, 18]),
        ("Conv", "group", 0L, null),
        ("Conv", "kernel_shape", new long[] { 2 }, [8, 18]),
        ("Conv", "kernel_shape", new long[] { 3 }, null),
        ("Conv", "pads", new long[] { 1, 0 }, [0, 8, 18]),
        ("Conv", "pads", new long[] { 1 }, null),
        ("Conv", "strides", new long[] { 2 }, [8]),
        ("Conv", "strides", new long[] { 0 }, null),
        ("ConvTranspose", "auto_pad", "SAME_UPPER", [1, 5.5, 16.25]),
        ("ConvTranspose", "auto_pad", "SAME_LOWER", [5.5, 16.25, 12.5]),
        ("ConvTranspose", "dilations", new long[] { 2 }, [1, 5.5, 9.25, 7, 12.5]),
        ("ConvTranspose", "group", 2L, [-2, -4.5, -0.75, 0.5, 3, 10, 17, 12]),
        ("ConvTranspose", "kernel_shape", new long[] { 2 }, [1, 5.5, 16.25, 12.5]),
        ("ConvTranspose", "pads", new long[] { 1, 0 }, [5.5, 16.25, 12.5]),
        ("ConvTranspose", "strides", new long[] { 2 }, [1, 0, 5.5, 7, 9.25, 12.5]),
        ("ConvTranspose", "output_padding", new long[] { 1 }, [1, 5.5, 16.25, 12.5, 0]),
        ("ConvTranspose", "output_shape", new long[] { 3 }, [5.5, 16.25, 12.5]),
        ("MaxPool", "auto_pad", "SAME_UPPER", [-0.5, 0.25, 0.25, 2, 3, 3]),
        ("MaxPool", "kernel_shape", new long[] { 3 }, [0.25, 3]),
        ("MaxPool", "pads", new long[] { 1, 0 }, [-2, -0.5, 0.25, 1, 2, 3]),
        ("MaxPool", "strides", new long[] { 2 }, [-0.5, 2]),
        ("MaxPool", "storage_order", 1L, [-0.5, 0.25, 2, 3]),
        ("MaxPool", "ceil_mode", 1L, [-0.5, 0.25, 2, 3]),
        ("MaxPool", "dilations", new long[] { 2 }, [0.25, 3]),
        ("ReduceMean", "axes", new long[] { 2 }, [-0.75, 2]),
        ("ReduceMean", "axes", new long[] { 0 }, null),
        ("ReduceMean", "keepdims", 0L, [-0.75, 2]),
        ("ReduceMean", "noop_with_empty_axes", 1L, X),
        ("ReduceSum", "axes", new long[] { -1 }, [-2.25, 6]),
        ("ReduceSum", "keepdims", 0L, [-2.25, 6]),
        ("ReduceSum", "noop_with_empty_axes", 1L, X),
        ("ReduceMax", "axes", new long[] { 1 }, [1, 2, 3]),
        ("ReduceMax", "keepdims", 0L, [0.25, 3]),
        ("ReduceMax", "noop_with_empty_axes", 1L, X),
        ("Einsum", "equation", "abc->acb", [-2, 1, -0.5, 2, 0.25, 3]),
        ("Einsum", "equation", "abb->a", null),
        ("Gelu", "approximate", "tanh", Each(x => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))))),
        ("Gelu", "approximate", "exact", null),
        ("ThresholdedRelu", "alpha", 0.5f, [0, 0, 0, 1, 2, 3]),
        ("LogSoftmax", "axis", 2L, [.. Softmax(X[..3]).Select(v => Math.Log(v)), .. Softmax(X[3..]).Select(v => Math.Log(v))]),
        ("LogSoftmax", "axis", 0L, null),
        ("ArgMax", "axis", 2L, [2, 2]),
        ("ArgMax", "axis", 0L, null),
        ("ArgMax", "keepdims", 0L, [2, 2]),
        ("ArgMax", "select_last_index", 1L, [2, 2]),
        ("TopK", "axis", 1L, [1, 2, 3]),
        ("TopK", "k", 1L, [0.25, 3]),
        ("TopK", "k", 2L, null),
        ("TopK", "largest", 0L, null),
        ("TopK", "sorted", 0L, [0.25, 3]),
        ("Upsample", "mode", "linear", [-2, -1.25, -0.5, -0.125, 0.25, 0.25, 1, 1.5, 2, 2.5, 3, 3]),
        ("Upsample", "mode", "cubic", null),
        ("Upsample", "scales", new float[] { 1, 1, 2 }, [-2, -2, -0.5, -0.5, 0.25, 0.25, 1, 1, 2, 2, 3, 3]),
        ("Upsample", "scales", new float[] { 2, 1, 1 }, null),
        ("Resize", "mode", "cubic", null),
        ("Resize", "coordinate_transformation_mode", "asymmetric", [-2, -2, -0.5, -0.5, 0.25, 0.25, 1, 1, 2, 2, 3, 3]),
        ("Resize", "coordinate_transformation_mode", "align_corners", [-2, -2, -0.5, -0.5, 0.25, 0.25, 1, 1, 2, 2, 3, 3]),
        ("Resize", "coordinate_transformation_mode", "wobbly", null),
        ("Resize", "nearest_mode", "ceil", [-2, -0.5, -0.5, 0.25, 0.25, 0.25, 1, 2, 2, 3, 3, 3]),
        ("Resize", "nearest_mode", "nearly", null),
        ("Resize", "cubic_coeff_a", -0.5f, [-2, -2, -0.5, -0.5, 0.25, 0.25, 1, 1, 2, 2, 3, 3]),
        ("Resize", "exclude_outside", 1L, [-2, -2, -0.5, -0.5, 0.25, 0.25, 1, 1, 2, 2, 3, 3]),
        ("Resize", "extrapolation_value", 1f, [-2, -2, -0.5, -0.5, 0.25, 0.25, 1, 1, 2, 2, 3, 3]),
        ("Resize", "antialias", 1L, null),
        ("Resize", "axes", new long[] { 0, 1, 2 }, [-2, -2, -0.5, -0.5, 0.25, 0.25, 1, 1, 2, 2, 3, 3]),
        ("Resize", "keep_aspect_ratio_policy", "not_larger", null),
        ("AveragePool", "auto_pad", "SAME_LOWER", [-2, -1.25, -0.125, 1, 1.5, 2.5]),
        ("AveragePool", "kernel_shape", new long[] { 3 }, [-0.75, 2]),
        ("AveragePool", "pads", new long[] { 1, 0 }, [-2, -1.25, -0.125, 1, 1.5, 2.5]),
        ("AveragePool", "strides", new long[] { 2 }, [-1.25, 1.5]),
        ("AveragePool", "ceil_mode", 1L, [-1.25, 0.25, 1.5, 3]),
        ("AveragePool", "count_include_pad", 1L, [-1, -1.25, -0.125, 0.5, 1.5, 2.5]),
        ("AveragePool", "dilations", new long[] { 2 }, [-0.875, 2]),
        .. RecurrentOracle.Cases(X),
        ("LayerNormalization", "axis", 1L, Normal(X, 1e-5)),
        ("LayerNormalization", "axis", 0L, null),
        ("LayerNormalization", "epsilon", 0.5f, [.. Normal(X[..3], 0.5), .. Normal(X[3..], 0.5)]),
        ("LayerNormalization", "epsilon", -1f, null),
        ("LayerNormalization", "stash_type", 10L, [.. Normal(X[..3], 1e-5), .. Normal(X[3..], 1e-5)]),
        ("InstanceNormalization", "epsilon", 0.5f, [.. Normal(X[..3], 0.5), .. Normal(X[3..], 0.5)]),
        ("GroupNormalization", "num_groups", 1L, Normal(X, 1e-5)),
        ("GroupNormalization", "num_groups", 2L, [.. Normal(X[..3], 1e-5), .. Normal(X[3..], 1e-5)]),
        ("GroupNormalization", "num_groups", 3L, null),
        ("GroupNormalization", "epsilon", 0.5f, Normal(X, 0.5)),
        ("GroupNormalization", "stash_type", 10L, Normal(X, 1e-5)),
        ("Quant", "signed", 0L, [0, 0, 0, 1, 2, 3]),
        ("Quant", "narrow", 1L, [-1.5, -0.5, 0, 1, 1.5, 1.5]),
        ("Quant", "rounding_mode", "HALF_UP", [-2, -0.5, 0.5, 1, 1.5, 1.5]),
        ("Quant", "rounding_mode", "UP", [-2, -0.5, 0.5, 1, 1.5, 1.5]),
        ("Quant", "rounding_mode", "NEAREST", null),
        ("IntQuant", "signed", 0L, [0, 0, 0, 1, 2, 3]),
        ("IntQuant", "narrow", 1L, [-1.5, -0.5, 0, 1, 1.5, 1.5]),
        ("IntQuant", "rounding_mode", "FLOOR", [-2, -0.5, 0, 1, 1.5, 1.5]),
        ("Trunc", "rounding_mode", "CEIL", [-1, -0.25, 0.25, 0.5, 1, 1.5]),
        ("Trunc", "rounding_mode", "NEAREST", null),
        ("Trunc", "signed", 0L, [0, 0, 0, 1, 2, 3]),
        ("Trunc", "narrow", 1L, [-1.5, -0.5, 0, 1, 1.5, 1.5]),
        ("Trunc", "rounding_mode", "HALF_UP", [-1, -0.25, 0.25, 0.5, 1, 1.5]),
        ("MultiThreshold", "out_scale", 2f, [0, 0, 2, 2, 4, 4]),
        ("MultiThreshold", "out_scale", 0.5f, [0, 0, 0.5, 0.5, 1, 1]),
        ("MultiThreshold", "out_bias", -1f, [-1, -1, 0, 0, 1, 1]),
        ("MultiThreshold", "out_dtype", "UINT2", [0, 0, 1, 1, 2, 2]),
        ("MultiThreshold", "data_layout", "NWC", [0, 0, 0, 1, 1, 1]),
        ("QuantizeLinear", "axis", 2L, [-4, 0, 0, 2, 2, 2]),
        ("QuantizeLinear", "saturate", 0L, [-4, -1, 0, 2, 4, 6]),
        ("QuantizeLinear", "block_size", 3L, [-4, -1, 0, 1, 2, 3]),
        ("QuantizeLinear", "output_dtype", 3L, [-4, -1, 0, 2, 4, 6]),
        ("QuantizeLinear", "output_dtype", 2L, [0, 0, 0, 2, 4, 6]),
        ("QuantizeLinear", "output_dtype", 17L, null),
        ("DequantizeLinear", "axis", 2L, [-1, -0.5, 0.5, 0.5, 2, 6]),
        ("DequantizeLinear", "block_size", 3L, [-1, -0.25, 0.125, 1, 2, 3]),
    ];

    /// <summary>Declarations of their own: not those that hand their attributes to another operator, which has the cases.</summary>
    private static IEnumerable<OnnxOperator> Declarations => new OperatorCatalog().All.Where(o => !o.Limits.StartsWith("As ", StringComparison.Ordinal));

    [TestMethod]
    public void Every_declared_attribute_has_a_case()
    {
        var declared = Declarations.SelectMany(o => o.Attributes.Select(a => $"{o.Type}.{a.Name}")).Distinct();
        Assert.IsEmpty(declared.Except(Cases.Select(c => $"{c.Type}.{c.Attribute}")).ToArray());
    }

    [TestMethod]
    public void An_attribute_that_is_not_the_default_counts_or_is_refused()
    {
        var tried = 0;
        foreach (var (type, attribute, value, expected) in Cases)
        {
            foreach (var declaration in Declarations.Where(o => o.Type == type && o.Attributes.Any(a => a.Name == attribute)))
            {
                tried++;
                var where = $"{type}-{declaration.Since}.{attribute}";
                var model = AttributeModels.Of(declaration, attribute, value);
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
            var (_, diagnostics) = Imported.Try(Compiler.Onnx.OnnxReader.Read(AttributeModels.Of(declaration, "surprise", 1L).ToArray()));
            Assert.IsTrue(diagnostics.Any(d => d.Descriptor == ImportDiagnostics.UnknownAttribute && d.Message.Contains("'surprise'", StringComparison.Ordinal)), declaration.Type);
        }
    }

    private static double[] Each(Func<double, double> function) => [.. X.Select(function)];

    private static double[] Normal(double[] x, double epsilon)
    {
        var mean = x.Average();
        var variance = x.Average(v => (v - mean) * (v - mean));
        return [.. x.Select(v => (v - mean) / Math.Sqrt(variance + epsilon))];
    }

    private static double[] Softmax(double[] x) => [.. x.Select(v => Math.Exp(v) / x.Sum(Math.Exp))];
}
