using Hls4Net.Compiler.Onnx;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Tests.Golden;

/// <summary>The ONNX model of a recorded conversion: says what each recorded layer read, and makes ours from the same node.</summary>
internal sealed class RecordedModel(OnnxModel model, IReadOnlyList<RecordedLayer> layers)
{
    /// <summary>Names of the layers that a layer read, in order.</summary>
    public string[] InputsOf(RecordedLayer layer)
    {
        var node = NodeOf(layer);
        if (layer.Name.StartsWith("zp", StringComparison.Ordinal) || !layers.Any(other => other.Name == "zp2d_" + layer.Name || other.Name == "zp1d_" + layer.Name))
        {
            return [.. Data(node).Select(LayerOf)];
        }

        return [layers.First(other => other.Name is var name && (name == "zp2d_" + layer.Name || name == "zp1d_" + layer.Name)).Name];
    }

    /// <summary>Our layer for a recorded one; null where there is none of its kind.</summary>
    public Layer? Create(RecordedLayer layer)
    {
        var (name, node) = (layer.Name, NodeOf(layer));
        switch (layer.Class)
        {
            case "Dense":
                return Dense(layer, node);
            case "ApplyAlpha":
                var constant = Constant(node.Inputs.First(IsConstant));
                return node.OpType == "Mul"
                    ? new BatchNormalization(name, Weight("scale", layer.Written(constant, "scale")), null)
                    : new BatchNormalization(name, null, Weight("bias", layer.Written(node.OpType == "Sub" ? Array.ConvertAll(constant, v => -v) : constant, "bias")));
            case "BatchNormalization":
                return Normalization(layer, node);
            case "Merge":
                return new Merge(name, node.OpType switch { "Add" or "Sum" => MergeOperation.Add, "Mul" => MergeOperation.Multiply, "Sub" => MergeOperation.Subtract, "Min" => MergeOperation.Minimum, _ => MergeOperation.Maximum });
            case "Concatenate":
                return new Concatenate(name, (int)node.Attributes.First(a => a.Name == "axis").Int - 1);
            case "Transpose":
                return new Transpose(name, [.. node.Attributes.First(a => a.Name == "perm").Ints.Skip(1).Select(axis => (int)axis - 1)]);
            case "Softmax":
                return new Softmax(name);
            case "ZeroPadding1D":
                return new ZeroPadding(name, [layer.Number("pad_left"), 0], [layer.Number("pad_right"), 0]);
            case "ZeroPadding2D":
                return new ZeroPadding(name, [layer.Number("pad_top"), layer.Number("pad_left"), 0], [layer.Number("pad_bottom"), layer.Number("pad_right"), 0]);
            case "Conv1D" or "Conv2D" or "PointwiseConv1D" or "PointwiseConv2D" or "DepthwiseConv2D":
                return Convolution(layer, node);
            case "Pooling2D":
                return new Pooling(name, PoolingOperation.Max, Window(layer, 2));
        }

        return layer.Activation switch
        {
            "RELU" => new Relu(name),
            "ELU" => new Elu(name, node.Attributes.FirstOrDefault(a => a.Name == "alpha")?.Float ?? 1),
            "SELU" => new Selu(name),
            "SIGMOID" => new Sigmoid(name),
            "TANH" => new Hls4Net.Operators.Tanh(name),
            "SOFTSIGN" => new Softsign(name),
            "THRESHOLDEDRELU" => new ThresholdedRelu(name, node.Attributes.First(a => a.Name == "alpha").Float),
            "LINEAR" => new Linear(name),
            _ => null,
        };
    }

    private OnnxNode NodeOf(RecordedLayer layer) => model.Graph.Nodes.First(node => node.Name == layer.Name || layer.Name.EndsWith("_" + node.Name, StringComparison.Ordinal));

    private IEnumerable<string> Data(OnnxNode node) => node.Inputs.Where(input => input.Length > 0 && !IsConstant(input));

    /// <summary>The recorded layer that made a value: that of its node, or the one its node was made part of.</summary>
    private string LayerOf(string value)
    {
        if (model.Graph.Nodes.FirstOrDefault(node => node.Outputs.Contains(value)) is not { } maker)
        {
            return layers[0].Name;
        }

        return layers.LastOrDefault(layer => layer.Name == maker.Name || (layer.Name.EndsWith("_" + maker.Name, StringComparison.Ordinal) && !layer.Name.StartsWith("zp", StringComparison.Ordinal))) is { } known
            ? known.Name : LayerOf(Data(maker).First());
    }

    private Dense Dense(RecordedLayer layer, OnnxNode node)
    {
        var matrix = new WeightTensor("weight", new TensorShape(layer.Number("n_in"), layer.Number("n_out")), layer.Written(Constant(node.Inputs[1]), "weight"), "w");
        var sum = model.Graph.Nodes.FirstOrDefault(next => next.OpType == "Add" && next.Inputs.Contains(node.Outputs[0]) && next.Inputs.Any(IsConstant) && !layers.Any(other => other.Name == "bn_" + next.Name));
        return new Dense(layer.Name, matrix, sum is null ? null : Weight("bias", layer.Written(Constant(sum.Inputs.First(IsConstant)), "bias")));
    }

    private BatchNormalization Normalization(RecordedLayer layer, OnnxNode node)
    {
        var (scale, bias) = Folded(node);
        return new BatchNormalization(layer.Name, Weight("scale", layer.Written(scale, "scale")), Weight("bias", layer.Written(bias, "bias")));
    }

    /// <summary>The statistics of a normalisation folded in single precision, as there.</summary>
    private (double[] Scale, double[] Bias) Folded(OnnxNode node)
    {
        var (gamma, beta, mean, variance) = (Constant(node.Inputs[1]), Constant(node.Inputs[2]), Constant(node.Inputs[3]), Constant(node.Inputs[4]));
        var epsilon = node.Attributes.FirstOrDefault(a => a.Name == "epsilon")?.Float ?? 1e-5f;
        double[] scale = [.. gamma.Select((g, i) => (double)((float)g / MathF.Sqrt((float)variance[i] + (float)epsilon)))];
        return (scale, [.. beta.Select((b, i) => (double)((float)b - ((float)scale[i] * (float)mean[i])))]);
    }

    private Convolution Convolution(RecordedLayer layer, OnnxNode node)
    {
        var dimensions = layer.Class.EndsWith("1D", StringComparison.Ordinal) ? 1 : 2;
        var (inputs, outputs) = (layer.Number("n_chan"), layer.Number("n_filt"));
        var groups = layer.Class.StartsWith("Depthwise", StringComparison.Ordinal) ? inputs : 1;
        var trained = Constant(node.Inputs[1]);

        // (outputs, rows, columns, channels) there, outputs last here.
        var perOutput = trained.Length / outputs;
        double[] values = [.. Enumerable.Range(0, trained.Length).Select(i => trained[(i % outputs * perOutput) + (i / outputs)])];
        int[] filter = dimensions == 1 ? [layer.Number("filt_width")] : [layer.Number("filt_height"), layer.Number("filt_width")];
        var offsets = node.Inputs.Count > 2 && node.Inputs[2].Length > 0 ? Constant(node.Inputs[2]) : null;
        if (model.Graph.Nodes.FirstOrDefault(next => next.OpType == "BatchNormalization" && next.Inputs[0] == node.Outputs[0]) is { } norm && !layers.Any(other => other.Name == norm.Name))
        {
            var (scale, shift) = Folded(norm);
            values = [.. values.Select((value, i) => (double)((float)value * (float)scale[i % outputs]))];
            offsets = [.. shift.Select((value, i) => (double)(((float)scale[i] * (float)(offsets?[i] ?? 0)) + (float)value))];
        }

        var weight = new WeightTensor("weight", new TensorShape([.. filter, inputs / groups, outputs]), layer.Written(values, "weight"), "w");
        var bias = offsets is null ? null : Weight("bias", layer.Written(offsets, "bias"));
        return new Convolution(layer.Name, weight, bias, Window(layer, dimensions), groups);
    }

    private static SlidingWindow Window(RecordedLayer layer, int dimensions)
    {
        int[] Of(string name) => dimensions == 1 ? [layer.Number(name + "_width")] : [layer.Number(name + "_height"), layer.Number(name + "_width")];
        int[] pads = dimensions == 1 ? [layer.Number("pad_left"), layer.Number("pad_right")]
            : [layer.Number("pad_top"), layer.Number("pad_left"), layer.Number("pad_bottom"), layer.Number("pad_right")];
        return SlidingWindow.Of(Of("filt"), Of("stride"), default, pads);
    }

    private bool IsConstant(string name) => model.Graph.Initializers.Any(tensor => tensor.Name == name);

    private double[] Constant(string name) =>
        [.. new TensorDecoder(model.Path, new OnnxLimits()).Decode(model.Graph.Initializers.Single(tensor => tensor.Name == name), name).Reals];

    private static WeightTensor Weight(string role, double[] values) => new(role, new TensorShape(values.Length), values, role);
}
