using Hls4Net.Operators;

namespace Hls4Net.Serialization;

/// <content>Layers with a state.</content>
internal static partial class LayerFormats
{
    private delegate RecurrentLayer RecurrentReader(
        string name, IReadOnlyDictionary<string, WeightTensor> weights, bool reverse, bool sequences, bool ownFlag);

    private static LayerFormat Recurrent(Func<RecurrentLayer, bool> ownFlag, RecurrentReader create, params string[] matrices) => LayerFormat.Of<RecurrentLayer>(
        (layer, writer) =>
        {
            writer.Flag(layer.Reverse);
            writer.Flag(layer.ReturnSequences);
            writer.Flag(ownFlag(layer));
            foreach (var product in layer.Products)
            {
                writer.Count(product.ReuseFactor);
                writer.Count((int)product.Strategy);
            }

            writer.Count(layer.TableIndices.Count);
            foreach (var (role, index) in layer.TableIndices)
            {
                writer.Text(role);
                Write(writer, index);
            }
        },
        (name, weights, ref reader) =>
        {
            foreach (var role in (string[])["weight", "recurrent_weight", .. matrices])
            {
                if (Required(weights, role).Shape.Rank != 2)
                {
                    throw GraphReader.Damaged($"a {role} is no matrix");
                }
            }

            var layer = create(name, weights, reader.Flag(), reader.Flag(), reader.Flag());
            foreach (var product in layer.Products)
            {
                product.ReuseFactor = reader.Count();
                product.Strategy = (Strategy)reader.Choice(3);
            }

            for (var count = reader.Count(2); count > 0; count--)
            {
                var role = reader.Text();
                layer.TableIndices[role] = Index(ref reader);
            }

            return layer;
        });

    private static bool StatesAreInputs(IReadOnlyDictionary<string, WeightTensor> weights) => !weights.ContainsKey("initial_state");
}
