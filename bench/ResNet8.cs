using Hls4Net.Operators;

namespace Hls4Net.Bench;

/// <summary>The image classifier of MLPerf Tiny: 32x32x3 through nine convolutions with shortcuts, 12.5 million multiply-adds a sample.</summary>
internal static class ResNet8
{
    /// <summary>The trained model where its file is beside the checkout, else the same layers with weights spread like those of a trained one.</summary>
    public static ModelGraph Create(string precision) => Networks.Trained(precision, "mlperf_resnet8_fp32") ?? Synthetic(precision);

    /// <summary>Multiply-adds of a sample.</summary>
    public static double Products(ModelGraph graph) =>
        graph.Layers.OfType<IMatrixProduct>().Sum(layer => (double)layer.NIn * layer.NOut * layer.Positions);

    private static ModelGraph Synthetic(string precision)
    {
        var random = new Random(1);
        var graph = new ModelGraph("resnet8");
        var x = graph.Add(new Input("x", new TensorShape(32, 32, 3)), [], "x").Output;
        x = Relu(Convolution(x, 3, 16, 1));
        foreach (var (channels, stride) in new[] { (16, 1), (32, 2), (64, 2) })
        {
            var branch = Convolution(Relu(Convolution(x, 3, channels, stride)), 3, channels, 1);
            var shortcut = stride == 1 ? x : Convolution(x, 1, channels, stride);
            x = Relu(graph.Add(new Merge("add", MergeOperation.Add), [branch, shortcut]).Output);
        }

        x = graph.Add(new Pooling("mean", PoolingOperation.Average, SlidingWindow.Of([8, 8], [8, 8])), [x]).Output;
        x = graph.Add(new Reshape("flat", new TensorShape(64)), [x]).Output;
        graph.AddOutput(graph.Add(new Dense("fc", Weight("weight", 0.1, 64, 10), Weight("bias", 0.1, 10)), [x]).Output);
        return Networks.Typed(graph, precision);

        Tensor Relu(Tensor tensor) => graph.Add(new Relu("relu"), [tensor]).Output;

        Tensor Convolution(Tensor tensor, int kernel, int outputs, int stride)
        {
            var (channels, before, after) = (tensor.Shape[^1], (kernel - 1) / 2 / stride, kernel / 2);
            var window = SlidingWindow.Of([kernel, kernel], [stride, stride], default, [before, before, after, after]);
            var spread = Math.Sqrt(1.0 / (kernel * kernel * channels));
            return graph.Add(new Convolution("conv", Weight("weight", spread, kernel, kernel, channels, outputs), Weight("bias", 0.1, outputs), window), [tensor]).Output;
        }

        WeightTensor Weight(string name, double spread, params int[] shape)
        {
            var tensor = new TensorShape(shape);
            return new WeightTensor(name, tensor, [.. Enumerable.Range(0, tensor.Count).Select(_ => spread * Networks.Normal(random))], name);
        }
    }
}
