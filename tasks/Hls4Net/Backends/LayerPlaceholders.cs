using System.Collections;
using System.Globalization;

namespace Hls4Net;

/// <summary>What placeholders of templates stand for. The more particular wins: free attributes, then the layer's own, then what all layers have.</summary>
internal static class LayerPlaceholders
{
    /// <summary>Name → text for a layer of a project.</summary>
    public static SortedDictionary<string, string> Of(Layer layer, HlsProject project)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        AddCommon(values, layer, project);
        AddTensors(values, layer, project);
        foreach (var (role, type) in layer.Weights.Select(pair => (pair.Key, pair.Value.Type)).Concat(layer.Types.Select(pair => (pair.Key, pair.Value))))
        {
            values[role + "_type"] = project.Backend.TypeText(type);
        }

        string[] constants = [.. layer.Weights.Keys, .. layer.Tables.Where(table => table.Value.Length > 1).Select(table => table.Key)];
        values["constants"] = string.Join(", ", constants.Select(role => project.Names.Constant(layer, role)));
        foreach (var role in layer.Weights.Keys.Concat(layer.Tables.Keys))
        {
            values[role] = project.Names.Constant(layer, role);
        }

        foreach (var (name, value) in layer.Parameters.Concat(layer.Attributes.Select(pair => (pair.Key, (object?)pair.Value))))
        {
            values[name] = Text(value);
        }

        return values;
    }

    private static void AddCommon(SortedDictionary<string, string> values, Layer layer, HlsProject project)
    {
        var product = layer.MatrixProducts.Count > 0 ? layer.MatrixProducts[0] : null;
        values["layer_name"] = layer.Identifier;
        values["class_name"] = layer.ClassName;
        values["index"] = Text(layer.Index);
        values["config"] = project.Names.Config(layer);
        values["project"] = project.Name;
        values["io_type"] = project.IOType;
        values["n_in"] = Text(product?.NIn ?? (layer.Inputs.Count > 0 ? layer.Input.Shape.Count : 0));
        values["n_out"] = Text(product?.NOut ?? layer.Output.Shape.Count);
        values["reuse"] = values["interval"] = Text(product?.ReuseFactor ?? layer.Settings.ReuseFactor ?? 1);
        values["strategy"] = Text(product?.Strategy ?? layer.Settings.Strategy ?? Strategy.Latency);
    }

    private static void AddTensors(SortedDictionary<string, string> values, Layer layer, HlsProject project)
    {
        Add("input", layer.Inputs);
        Add("output", layer.Outputs);

        // The first one plainly; all of them by number.
        void Add(string kind, IReadOnlyList<Tensor> tensors)
        {
            for (var i = 0; i < tensors.Count; i++)
            {
                foreach (var name in i == 0 ? [kind, kind + "_1"] : new[] { kind + "_" + Text(i + 1) })
                {
                    values[name] = project.Names.Variable(tensors[i]);
                    values[name + "_type"] = project.Names.Type(tensors[i]);
                    values[name + "_size"] = Text(tensors[i].Shape.Count);
                }
            }
        }
    }

    /// <summary>A value as C++ spells it: <c>true</c>, <c>0.5</c>, <c>latency</c>, <c>1, 2, 3</c>.</summary>
    private static string Text(object? value) => value switch
    {
        null => "0",
        bool flag => flag ? "true" : "false",
        string text => text,
        Strategy.ResourceUnrolled => "resource_unrolled",
        Enum word => word.ToString().ToLowerInvariant(),
        IEnumerable items => string.Join(", ", items.Cast<object?>().Select(Text)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
