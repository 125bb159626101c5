using Hls4Net.Testing;

namespace Hls4Net.Tests;

/// <summary>Models small enough to convert in no time.</summary>
internal static class TestModels
{
    /// <summary>x[2] → MatMul + Relu → y[outputs], every weight the same.</summary>
    public static OnnxBuilder Dense(int outputs = 3, float weight = 0.5f, string input = "x", string output = "y") => new OnnxBuilder()
        .Input(input, "1,2")
        .Initializer("w", [.. Enumerable.Repeat(weight, 2 * outputs)], 2, outputs)
        .Node("MatMul", $"{input} w", "h")
        .Node("Relu", "h", output)
        .Output(output, $"1,{outputs}");
}
