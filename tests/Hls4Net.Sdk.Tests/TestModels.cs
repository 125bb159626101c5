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

    /// <summary>x[8] → dense layers fc1 and fc2 → softmax → y[4]: the names that the documentation uses.</summary>
    public static OnnxBuilder Named() => new OnnxBuilder()
        .Input("x", "N,8")
        .Initializer("w1", [.. Enumerable.Range(0, 64).Select(i => ((i % 7) - 3) / 8f)], 8, 8).Initializer("w2", [.. Enumerable.Range(0, 32).Select(i => ((i % 5) - 2) / 4f)], 8, 4)
        .NamedNode("fc1", "MatMul", ["x", "w1"], ["h1"]).NamedNode("relu1", "Relu", ["h1"], ["h2"])
        .NamedNode("fc2", "MatMul", ["h2", "w2"], ["h3"]).NamedNode("softmax", "Softmax", ["h3"], ["y"], ("axis", -1))
        .Output("y", "N,4");
}
