using Hls4Net;

namespace MyBackend;

/// <summary>Marks matrix products with many weights; templates see the mark as {{large}}.</summary>
public sealed class MarkLargeLayers : OptimizerPass
{
    public override IReadOnlyCollection<string> Roots => ["Dense"];

    public override bool Match(Layer node) => node.Weights["weight"].Shape.Count > 1000 && !node.Attributes.ContainsKey("large");

    public override bool Transform(ModelGraph model, Layer node)
    {
        node.Attributes["large"] = true;
        return true;
    }
}
