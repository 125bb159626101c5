using Hls4Net.Compiler.Import;
using Hls4Net.Import;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>Models around one node of any operator, for tests of its attributes.</summary>
internal static class AttributeModels
{
    /// <summary>A model with one node of that operator, everything else about it plain.</summary>
    public static OnnxBuilder Of(OnnxOperator declaration, string attribute, object value)
    {
        var model = new OnnxBuilder(Math.Max(declaration.Since, OperatorCatalog.OldestOpset)).Input("x", "N,2,3").Initializer("one", [1f], 1).Initializer("shape", [1L, 2, 3], 3);
        var required = declaration.Attributes.Where(a => a.Name != attribute).Select(a => (a.Name, Value: Plain(declaration.Type, a.Name, attribute))).Where(a => a.Value is not null);
        (string, object)[] attributes = [(attribute, value), .. required.Select(a => (a.Name, a.Value!))];
        if (declaration.Domain.Length > 0)
        {
            model.Opset(declaration.Domain, declaration.Since);
        }

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
            case "ReduceMean" or "ReduceSum" or "ReduceMax" when attribute == "keepdims" && declaration.Inputs.Count > 1:
                return model.Initializer("last", [2L], 1).NamedNode("node", declaration.Type, ["x", "last"], ["y"], attributes).Output("y");
            case "TopK" when declaration.Since > 1:
                return model.Initializer("k", [attribute == "k" ? (long)value : 1L], 1).NamedNode("node", "TopK", ["x", "k"], ["y"], attributes).Output("y");
            case "ArgMax":
                return model.NamedNode("node", "ArgMax", ["x"], ["y"], attributes).Output("y", elementType: 7);
            case "Upsample" when declaration.Since == 7:
                return model.NamedNode("node", "Upsample", ["x"], ["y"], attributes).Output("y");
            case "Upsample" or "Resize":
                return model.Initializer("scales", [1, 1, 2f], 3)
                    .NamedNode("node", declaration.Type, declaration.Since >= 11 ? ["x", "", "scales"] : ["x", "scales"], ["y"], attributes).Output("y");
            case "Gather":
                return model.Initializer("last", [-1L], 1).NamedNode("node", "Gather", ["x", "last"], ["y"], attributes).Output("y");
            case "Concat":
                return model.NamedNode("node", "Concat", ["x", "x"], ["y"], attributes).Output("y");
            case "Split":
                return model.NamedNode("node", "Split", ["x"], ["y", "z"], attributes).Output("y");
            case "Conv" or "ConvTranspose":
                // Taps 1, 2 of the first channel and 3, 4 of the second.
                long[] weight = declaration.Type == "Conv" && attribute != "group" ? [1, 2, 2] : [2, 1, 2];
                return model.Initializer("w", [1, 2, 3, 4f], weight).NamedNode("node", declaration.Type, ["x", "w"], ["y"], attributes).Output("y");
            case "DepthToSpace" or "SpaceToDepth":
                // X and two zeros: eight channels of one pixel, or two channels of four.
                model.Initializer("row", [1L, 6], 2).Initializer("zeros", [0, 0f], 1, 2).Initializer("image", declaration.Type == "DepthToSpace" ? new[] { 1L, 8, 1, 1 } : [1L, 2, 2, 2], 4);
                return model.Node("Reshape", "x row", "flat").Node("Concat", "flat zeros", "eight", ("axis", 1)).Node("Reshape", "eight image", "pixels")
                    .NamedNode("node", declaration.Type, ["pixels"], ["y"], attributes).Output("y");
            case "Reshape":
                return model.NamedNode("node", "Reshape", ["x", "shape"], ["y"], attributes).Output("y");
            case "LayerNormalization":
                return model.NamedNode("node", declaration.Type, ["x", "one"], ["y"], attributes).Output("y");
            case "InstanceNormalization" or "GroupNormalization":
                var affine = Equals(attributes.FirstOrDefault(a => a.Item1 == "num_groups").Item2, 1L) && declaration.Since < 21 ? 1 : 2;
                model.Initializer("g", [.. Enumerable.Repeat(1f, affine)], affine).Initializer("z", new float[affine], affine);
                return model.NamedNode("node", declaration.Type, ["x", "g", "z"], ["y"], attributes).Output("y");
            case "LSTM" or "GRU" or "RNN":
                return RecurrentOracle.Add(model, declaration.Type, attributes);
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
            case "Quant" or "IntQuant":
                model.Initializer("scale", [0.5f], 1).Initializer("zero", [0f], 1).Initializer("bits", [3f], 1);
                return model.DomainNode(declaration.Domain, "node", declaration.Type, ["x", "scale", "zero", "bits"], ["y"], attributes).Output("y");
            case "Trunc":
                model.Initializer("scale", [0.25f], 1).Initializer("zero", [0f], 1).Initializer("wide", [8f], 1).Initializer("less", [7f], 1).Initializer("steps", [0.5f], 1).Initializer("bits", [3f], 1);
                string[] result = attribute == "rounding_mode" ? ["less"] : ["steps", "bits"];
                return model.DomainNode(declaration.Domain, "node", declaration.Type, ["x", "scale", "zero", "wide", .. result], ["y"], attributes).Output("y");
            case "MultiThreshold":
                model = attribute == "data_layout" ? model.Initializer("t", [0, 1, 2f], 3, 1) : model.Initializer("t", [0, 1.5f], 1, 2);
                return model.DomainNode(declaration.Domain, "node", declaration.Type, ["x", "t"], ["y"], attributes).Output("y");
            case "QuantizeLinear" or "DequantizeLinear":
                model = attribute switch
                {
                    "axis" => model.Initializer("scale", [0.5f, 1, 2], 3).Initializer("zero", [0L, 0, 0], 3),
                    "block_size" => model.Initializer("scale", [0.5f, 1], 1, 2, 1).Initializer("zero", [0L, 0], 1, 2, 1),
                    _ => model.Initializer("scale", [0.5f], 1).Initializer("zero", [0L], 1),
                };
                return model.DomainNode(declaration.Domain, "node", declaration.Type, attribute == "output_dtype" ? ["x", "scale"] : ["x", "scale", "zero"], ["y"], attributes).Output("y");
            default:
                var inputs = declaration.Inputs.Where(i => !i.Optional).Select((_, i) => i == 0 ? "x" : "one").ToArray();
                return model.DomainNode(declaration.Domain, "node", declaration.Type, inputs, ["y"], attributes).Output("y");
        }
    }

    /// <summary>What an attribute that is not the one in question must be for the node to make sense; null: it may be left out.</summary>
    private static object? Plain(string type, string name, string asked) => (type, name) switch
    {
        ("Cast", "to") => 1L,
        ("QuantizeLinear" or "DequantizeLinear", "axis") when asked == "block_size" => 2L,
        ("Concat", "axis") => 0L,
        ("Split", "axis") => 2L,
        ("Constant", "value") => asked.StartsWith("value", StringComparison.Ordinal) ? null : OnnxBuilder.Tensor("", 1, [1], BitConverter.GetBytes(1f)),
        ("ReduceMean" or "ReduceSum" or "ReduceMax", "axes") when asked == "keepdims" => new long[] { 2 },
        ("ArgMax", "axis") => 2L,
        ("TopK", "k") => 1L,
        ("Einsum", "equation") => "abc->abc",
        ("Upsample", "scales") => new float[] { 1, 1, 2 },
        ("Slice", "starts") => new long[] { 1 },
        ("Slice", "ends") => new long[] { 3 },
        ("Slice", "axes") => new long[] { 2 },
        ("Unsqueeze", "axes") => new long[] { 0 },
        ("MaxPool" or "AveragePool", "kernel_shape") => new long[] { 2 },
        ("MaxPool" or "AveragePool", "strides") when asked == "ceil_mode" => new long[] { 2 },
        ("AveragePool", "pads") when asked == "count_include_pad" => new long[] { 1, 0 },
        ("Pad", "pads") => new long[] { 0, 0, 1, 0, 0, 0 },
        ("DepthToSpace" or "SpaceToDepth", "blocksize") => 2L,
        ("GroupNormalization", "num_groups") => 1L,
        _ => null,
    };
}
