using Hls4Net.Operators;
using static System.FormattableString;

namespace Hls4Net.Tests.Kernels;

/// <summary>The kernel, the configuration and the constant arrays that belong to a layer.</summary>
internal static class KernelConfig
{
    /// <summary>Name of the kernel function.</summary>
    public static string Kernel(Layer layer) => layer switch
    {
        Dense => "dense",
        BatchNormalization { Scale: not null, Bias: not null } => "normalize",
        BatchNormalization { Scale: not null } => "scale",
        BatchNormalization => "shift",
        Merge merge => merge.Operation switch { MergeOperation.Add => "add", MergeOperation.Subtract => "subtract", _ => "multiply" },
        LeakyRelu => "leaky_relu",
        HardSigmoid => "hard_sigmoid",
        Softmax { Implementation: SoftmaxImplementation.Argmax } => "softmax_argmax",
        _ => layer.ClassName.ToLowerInvariant(),
    };

    /// <summary>Constant arrays in the order of the kernel's parameters.</summary>
    public static IEnumerable<(string Role, FixedType Type, IReadOnlyList<long> Raw)> Arrays(Layer layer) => layer switch
    {
        Dense dense => [("weight", dense.Weight.Type, Ordered(dense)), .. Of(dense.Bias)],
        BatchNormalization norm => [.. Of(norm.Scale), .. Of(norm.Bias)],
        PRelu prelu => Of(prelu.Alpha),
        LookupLayer => [("table", layer.Types["table"], layer.Tables["table"])],
        Softmax { Implementation: not SoftmaxImplementation.Argmax } =>
            from role in new[] { "exp_table", "inv_table" } select (role, layer.Types[role], (IReadOnlyList<long>)layer.Tables[role]),
        _ => [],
    };

    /// <summary>The struct <c>config</c>.</summary>
    public static string Of(Layer layer) => layer switch
    {
        Dense dense => Struct("dense_config",
            [
                ("n_in", dense.NIn), ("n_out", dense.NOut), ("n_positions", dense.Positions), ("reuse_factor", dense.ReuseFactor),
                ("multiplier_limit", dense.NIn * dense.NOut),
            ],
            Type("accum_t", dense.Types["accum"]) + Type("weight_t", dense.Weight.Type) + (dense.Bias is { } bias ? Type("bias_t", bias.Type) : "") +
            $"static const nnet::strategy strategy = nnet::{dense.Strategy switch { Strategy.Latency => "latency", Strategy.Resource => "resource", _ => "resource_unrolled" }};\n"),
        BatchNormalization norm => Struct("batchnorm_config",
            [("n_in", norm.Input.Shape.Count), ("n_scale", norm.Scale?.Raw.Count ?? 1), ("n_bias", norm.Bias?.Raw.Count ?? 1)],
            (norm.Scale is { } s ? Type("scale_t", s.Type) : "") + (norm.Bias is { } b ? Type("bias_t", b.Type) : "")),
        Merge merge => Struct("merge_config",
            [
                ("n_elem", merge.Output.Shape.Count), ("div1", merge.Left.Divisor), ("mod1", merge.Left.Modulus),
                ("div2", merge.Right.Divisor), ("mod2", merge.Right.Modulus),
            ], ""),
        Softmax { Implementation: SoftmaxImplementation.Argmax } softmax => Struct("softmax_config", [("n_in", softmax.Input.Shape.Count), ("n_slice", softmax.Length)], ""),
        Softmax softmax => Struct("softmax_config", [("n_in", softmax.Input.Shape.Count), ("n_slice", softmax.Length)],
            string.Concat(softmax.Types.Where(t => t.Key != "result").Select(t => Type(t.Key + "_t", t.Value))) + Index("exp_index", softmax.ExpIndex) + Index("inv_index", softmax.InvIndex) +
            $"static const nnet::softmax_implementation implementation = nnet::softmax_{(softmax.Implementation == SoftmaxImplementation.Stable ? "stable" : "latency")};\n"),
        _ => Struct("activ_config", [("n_in", layer.Input.Shape.Count)], Activation(layer)),
    };

    private static string Activation(Layer layer) => layer switch
    {
        LeakyRelu => Parameter(layer, "param", "alpha"),
        PRelu prelu => Type("param_t", prelu.Alpha.Type) + Member("unsigned", "n_alpha", prelu.Alpha.Raw.Count),
        Clip clip => (clip.Minimum is null ? "" : "static const bool has_min = true;\n" + Parameter(layer, "min", "min")) +
            (clip.Maximum is null ? "" : "static const bool has_max = true;\n" + Parameter(layer, "max", "max")),
        HardSigmoid => Parameter(layer, "slope", "slope") + Parameter(layer, "shift", "shift"),
        LookupLayer lookup => Type("table_t", layer.Types["table"]) + Index("index", lookup.TableIndex) + layer switch
        {
            Elu { AlphaRaw: not null } => "static const bool has_alpha = true;\n" + Parameter(layer, "param", "alpha"),
            Selu => Parameter(layer, "param", "lambda"),
            _ => "",
        },
        _ => "",
    };

    private static IEnumerable<(string Role, FixedType Type, IReadOnlyList<long> Raw)> Of(WeightTensor? weight) =>
        weight is null ? [] : [(weight.Name, weight.Type, weight.Raw)];

    private static IReadOnlyList<long> Ordered(Dense dense) => dense.Strategy == Strategy.Latency ? dense.Weight.Raw :
        [.. Enumerable.Range(0, dense.Weight.Raw.Count).Select(k => dense.Weight.Raw[(k % dense.NIn * dense.NOut) + (k / dense.NIn)])];

    private static string Struct(string parent, (string Name, int Value)[] sizes, string rest) =>
        $"struct config : nnet::{parent} {{\n{string.Concat(sizes.Select(s => Member("unsigned", s.Name, s.Value)))}{rest}}};\n";

    private static string Parameter(Layer layer, string role, string name) =>
        Type(name is "alpha" or "lambda" ? "param_t" : name + "_t", layer.Types[role]) + Member("long long", name, layer.Tables[role][0]);

    private static string Index(string name, LookupIndex index) => $"struct {name} : nnet::lookup_index_config {{\n" +
        Member("long long", "num", index.Multiplier) + Member("int", "shift", index.Shift) + Member("long long", "offset", index.Offset) +
        $"static const bool truncate = {(index.Truncate ? "true" : "false")};\n" + Member("unsigned", "table_size", index.Count) + "};\n";

    private static string Type(string name, FixedType type) => $"typedef {type.Cxx()} {name};\n";

    private static string Member(string type, string name, long value) => Invariant($"static const {type} {name} = {value};\n");
}
