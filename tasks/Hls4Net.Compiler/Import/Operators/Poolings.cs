using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>MaxPool, AveragePool and the poolings over whole images.</summary>
internal static class Poolings
{
    private static readonly OnnxAttribute Ceil = OnnxAttribute.Int("ceil_mode", 0);
    private static readonly OnnxAttribute Order = OnnxAttribute.Int("storage_order", 0).WithoutEffect("only the indices depend on it, and they are not read");
    private static readonly OnnxAttribute Dilations = OnnxAttribute.Ints("dilations");
    private static readonly OnnxAttribute Count = OnnxAttribute.Int("count_include_pad", 0);

    public static IEnumerable<OnnxOperator> Operators =>
    [
        Declare("MaxPool", 1, PoolingOperation.Max),
        Declare("MaxPool", 8, PoolingOperation.Max, Order),
        Declare("MaxPool", 10, PoolingOperation.Max, Order, Ceil, Dilations),
        Declare("AveragePool", 1, PoolingOperation.Average),
        Declare("AveragePool", 7, PoolingOperation.Average, Count),
        Declare("AveragePool", 10, PoolingOperation.Average, Count, Ceil),
        Declare("AveragePool", 19, PoolingOperation.Average, Count, Ceil, Dilations),
        Global("GlobalMaxPool", PoolingOperation.Max),
        Global("GlobalAveragePool", PoolingOperation.Average),
    ];

    private static OnnxOperator Declare(string type, int since, PoolingOperation operation, params OnnxAttribute[] more) => new(type, since)
    {
        Attributes =
        [
            WindowAttributes.AutoPad, OnnxAttribute.Ints("kernel_shape").MustBeGiven(), OnnxAttribute.Ints("pads"), OnnxAttribute.Ints("strides"), .. more,
        ],
        Limits = operation == PoolingOperation.Max ? "One or two dimensions; the first output only." : "One or two dimensions.",
        Import = node => Import(node, operation),
    };

    private static OnnxOperator Global(string type, PoolingOperation operation) => new(type, 1)
    {
        Limits = "One or two dimensions.",
        Import = node =>
        {
            var x = node.Data(0);
            _ = ChannelsLast.Dimensions(node, x);
            Emit(node, new Pooling(node.Name, operation, SlidingWindow.Of([.. x.Shape.Skip(2)])));
        },
    };

    private static void Import(OperatorNode node, PoolingOperation operation)
    {
        var x = node.Data(0);
        _ = ChannelsLast.Dimensions(node, x);
        var attributes = WindowAttributes.Of(node, [.. x.Shape.Skip(2)]);
        var window = SlidingWindow.Of(attributes.Kernel, attributes.Strides, attributes.Dilations, attributes.Pads);
        Emit(node, new Pooling(
            node.Name, operation, window, node.Has("ceil_mode") && node.Int("ceil_mode") != 0,
            node.Has("count_include_pad") && node.Int("count_include_pad") != 0));
    }

    private static void Emit(OperatorNode node, Pooling layer) => ChannelsLast.Emit(node, layer, ChannelsLast.Of(node, node.Data(0)));
}
