using Hls4Net.Operators;

namespace Hls4Net.Tests.Kernels;

/// <summary>Layers with random types, among them those that wrap, saturate, round, and have no or too many integer bits.</summary>
internal static class RandomLayers
{
    /// <summary>Explicit types for most of the given roles.</summary>
    public static LayerSettings NextSettings(this Random random, int widest, params string[] roles)
    {
        var precision = new Dictionary<string, Precision>(StringComparer.Ordinal);
        foreach (var role in roles)
        {
            if (random.Next(5) != 0)
            {
                precision[role] = new Precision(random.NextType(widest));
            }
        }

        return new LayerSettings { Precision = precision };
    }

    /// <summary>Trained values of about the size of one.</summary>
    public static WeightTensor NextWeight(this Random random, string name, params int[] shape)
    {
        var tensor = new TensorShape(shape);
        var values = new double[tensor.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.Next(4) == 0 ? 0 : random.Next(-4000, 4000) / 1024.0;
        }

        return new WeightTensor(name, tensor, values, name);
    }

    /// <summary>A dense layer, with bias or without.</summary>
    public static KernelCase NextDense(this Random random, int nIn, int nOut, Strategy strategy, int reuse, int positions = 1, int widest = 12)
    {
        var layer = new Dense("dense", random.NextWeight("weight", nIn, nOut), random.Next(4) == 0 ? null : random.NextWeight("bias", nOut))
        {
            Strategy = strategy,
            ReuseFactor = reuse,
            Settings = random.NextSettings(widest, "weight", "bias", "result", "accum"),
        };
        return new KernelCase(layer, random, (positions == 1 ? new TensorShape(nIn) : new TensorShape(positions, nIn), random.NextType(widest)));
    }

    /// <summary>A layer of one input tensor of 6 elements.</summary>
    public static KernelCase NextElementwise(this Random random, Func<Layer> create, int widest = 14)
    {
        var layer = create();
        layer.Settings = random.NextSettings(widest, "result", "param", "slope", "shift", "scale", "bias") with { TableSize = 1 << random.Next(1, 8) };
        if (random.Next(2) == 0)
        {
            // An explicit table, or an explicit default, asks for the fixed layout of tables.
            layer.Settings = layer.Settings with { DefaultPrecision = new Precision(new FixedType(16, 6)) };
        }

        return new KernelCase(layer, random, (new TensorShape(6), random.NextType(widest)));
    }
}
