using Hls4Net.Import;

namespace Hls4Net;

/// <summary>How nodes of an ONNX file become custom layers: everything is in the declarations of the layer class.</summary>
internal static class CustomLayerOperator
{
    /// <summary>The operator of a layer class.</summary>
    /// <param name="prototype">A layer of the class, for its declarations.</param>
    /// <param name="create">Makes a layer from its name.</param>
    public static OnnxOperator Of(CustomLayer prototype, Func<string, Layer> create) => new(prototype.OnnxType, 1)
    {
        Domain = prototype.OnnxDomain,
        Attributes = [.. prototype.DeclaredAttributes.Select(attribute => attribute.Declaration)],
        Inputs =
        [
            .. Enumerable.Range(1, prototype.InputCount).Select(number => new OnnxInput(FormattableString.Invariant($"input {number}"))),
            .. prototype.DeclaredWeights.Select(weight => new OnnxInput(weight.Name, Constant: true, Optional: weight.IsOptional)),
        ],
        Import = node => Import(node, (CustomLayer)create(node.Name)),
    };

    private static void Import(OperatorNode node, CustomLayer layer)
    {
        foreach (var attribute in layer.DeclaredAttributes.Where(attribute => node.Has(attribute.Name)))
        {
            attribute.Read(node.Value(attribute.Name));
        }

        for (var i = 0; i < layer.DeclaredWeights.Count; i++)
        {
            var index = layer.InputCount + i;
            if (node.Optional(index) is not null)
            {
                var constant = node.Weight(index);
                layer.SetWeight(new WeightTensor(
                    layer.DeclaredWeights[i].Name, new TensorShape([.. constant.Shape]), constant.Reals, constant.Origin));
            }
        }

        var inputs = Enumerable.Range(0, layer.InputCount).Select(node.Data).ToArray();
        node.Emit(layer, [.. inputs.Select(input => input.Tensor!)], inputs[0].BatchAxis);
    }
}
