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
        Convolution => "convolution",
        Pooling pooling => pooling.Operation == PoolingOperation.Max ? "max_pooling" : "average_pooling",
        BatchNormalization { Scale: not null, Bias: not null } => "normalize",
        BatchNormalization { Scale: not null } => "scale",
        BatchNormalization => "shift",
        Merge merge => merge.Operation.ToString().ToLowerInvariant(),
        LeakyRelu => "leaky_relu",
        HardSigmoid => "hard_sigmoid",
        Softmax { Implementation: SoftmaxImplementation.Argmax } => "softmax_argmax",
        Softmax { Implementation: SoftmaxImplementation.Legacy } => "softmax_legacy",
        _ => layer.ClassName.ToLowerInvariant(),
    };

    /// <summary>Constant arrays in the order of the kernel's parameters.</summary>
    public static IEnumerable<(string Role, FixedType Type, IReadOnlyList<long> Raw)> Arrays(Layer layer) => layer switch
    {
        Dense or Convolution => [("weight", layer.Weights["weight"].Type, Ordered((IMatrixProduct)layer, layer.Weights["weight"].Raw)), .. Of(layer.Weights.GetValueOrDefault("bias"))],
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
        Dense dense => Product("dense_config", dense, dense) + Member("unsigned", "n_positions", dense.Positions) + "};\n",
        Convolution conv => Product("convolution_config", conv, conv) + Window(conv.Grid, conv.Channels) + Member("unsigned", "n_groups", conv.Groups) +
            Member("unsigned", "group_size", conv.GroupChannels) + Member("unsigned", "parallelization_factor", conv.ParallelizationFactor) + "};\n",
        Pooling pooling => "struct config : nnet::pooling_config {\n" + Window(pooling.Grid, pooling.Channels) +
            Member("int", "padded_height", pooling.Window.PadTop + pooling.Grid.SpreadHeight + pooling.Window.PadBottom) +
            Member("int", "padded_width", pooling.Window.PadLeft + pooling.Grid.SpreadWidth + pooling.Window.PadRight) +
            $"static const bool counts_padding = {(pooling.CountsPadding ? "true" : "false")};\n" +
            (pooling.Operation == PoolingOperation.Sum ? "static const bool is_sum = true;\n" : "") +
            (pooling.Types.TryGetValue("accum", out var accum) ? Type("accum_t", accum) : "") + "};\n",
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
            (softmax.Implementation == SoftmaxImplementation.Legacy ? "" : $"static const nnet::softmax_implementation implementation = nnet::softmax_{(softmax.Implementation == SoftmaxImplementation.Stable ? "stable" : "latency")};\n")),
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

    private static IReadOnlyList<long> Ordered(IMatrixProduct product, IReadOnlyList<long> raw) => product.Strategy == Strategy.Latency ? raw :
        [.. Enumerable.Range(0, raw.Count).Select(k => raw[(k % product.NIn * product.NOut) + (k / product.NIn)])];

    private static string Product(string parent, IMatrixProduct product, Layer layer) =>
        $"struct config : nnet::{parent} {{\n" + Member("unsigned", "n_in", product.NIn) + Member("unsigned", "n_out", product.NOut) +
        Member("unsigned", "reuse_factor", product.ReuseFactor) + Member("unsigned", "multiplier_limit", product.NIn * product.NOut) +
        Type("accum_t", layer.Types["accum"]) + Type("weight_t", layer.Weights["weight"].Type) +
        (layer.Weights.TryGetValue("bias", out var bias) ? Type("bias_t", bias.Type) : "") +
        $"static const nnet::strategy strategy = nnet::{product.Strategy switch { Strategy.Latency => "latency", Strategy.Resource => "resource", _ => "resource_unrolled" }};\n";

    private static string Window(WindowGrid grid, int channels) => string.Concat(
        Enumerable.Select<(string, int), string>(
        [
            ("n_chan", channels), ("in_height", grid.InputHeight), ("in_width", grid.InputWidth), ("out_height", grid.OutputHeight),
            ("out_width", grid.OutputWidth), ("kernel_height", grid.Window.KernelHeight), ("kernel_width", grid.Window.KernelWidth),
            ("stride_height", grid.Window.StrideHeight), ("stride_width", grid.Window.StrideWidth), ("dilation_height", grid.Window.DilationHeight),
            ("dilation_width", grid.Window.DilationWidth), ("pad_top", grid.Window.PadTop), ("pad_left", grid.Window.PadLeft),
            ("upsample_height", grid.Window.UpsampleHeight), ("upsample_width", grid.Window.UpsampleWidth),
        ], member => Member("int", member.Item1, member.Item2)));

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
