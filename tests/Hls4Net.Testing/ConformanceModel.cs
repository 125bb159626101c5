namespace Hls4Net.Testing;

/// <summary>A small model around one operator, as exporters write it.</summary>
/// <param name="Name">What tests call it.</param>
/// <param name="Add">
/// Adds its inputs, constants, nodes and outputs to a graph. Every name begins with the given prefix, so that several models
/// can stand side by side in one graph.
/// </param>
public sealed record ConformanceModel(string Name, Action<OnnxBuilder, string> Add)
{
    /// <summary>The ONNX file of this model alone.</summary>
    public byte[] ToOnnx() => Combine([this]);

    /// <summary>One ONNX file with all of these models side by side.</summary>
    public static byte[] Combine(IEnumerable<ConformanceModel> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        var builder = new OnnxBuilder(15);
        foreach (var (model, number) in models.Select((model, number) => (model, number)))
        {
            model.Add(builder, FormattableString.Invariant($"m{number}_"));
        }

        return builder.ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
