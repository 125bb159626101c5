namespace Hls4Net.Serialization;

/// <summary>
/// A typed graph as bytes: what a generated class embeds and the emulator runs. Raw integers only: the trained values, settings
/// and origins stay behind. The format has a version; a library reads the one it writes.
/// </summary>
public static class GraphFile
{
    private const string Magic = "hls4net graph";
    private const int Version = 1;

    /// <summary>HLSN1011.</summary>
    public static readonly DiagnosticDescriptor NoEmbeddedForm = new(
        "HLSN1011", Severity.Error, "Layer without an embedded form",
        "Layers of class '{0}' belong to a plugin and do not derive from CustomLayer, so the generated class could not evaluate them. Set Binding=\"false\" on the model.");

    /// <summary>The built-in layer classes; of plugins' layers, those that derive from <see cref="CustomLayer"/> have an embedded form too.</summary>
    public static IEnumerable<string> LayerClasses => LayerFormats.ByClass.Keys;

    /// <summary>Writes a graph whose tensors and weights all have their types.</summary>
    /// <exception cref="DiagnosticException">It holds a layer of a plugin that is no <see cref="CustomLayer"/> (HLSN1011).</exception>
    public static byte[] Write(ModelGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var writer = new GraphWriter();
        writer.Text(Magic);
        writer.Count(Version);
        writer.Text(graph.Name);
        var numbers = new Dictionary<Tensor, int>();
        writer.Count(graph.Layers.Count);
        foreach (var layer in graph.Layers)
        {
            Write(writer, layer, numbers);
        }

        writer.Count(graph.Outputs.Count);
        foreach (var output in graph.Outputs)
        {
            writer.Count(numbers[output]);
        }

        return writer.ToArray();
    }

    /// <summary>Reads a graph.</summary>
    /// <param name="bytes">What <see cref="Write(ModelGraph)"/> wrote.</param>
    /// <param name="customLayers">Makes the layers of plugins' classes from their names, by class name; null for none.</param>
    /// <exception cref="InvalidDataException">Damaged, of another version of the format, or with a class of layers that is missing.</exception>
    public static ModelGraph Read(ReadOnlySpan<byte> bytes, IReadOnlyDictionary<string, Func<string, Layer>>? customLayers = null)
    {
        try
        {
            return ReadGraph(new GraphReader(bytes), customLayers ?? new Dictionary<string, Func<string, Layer>>());
        }
        catch (Exception e) when (e is DiagnosticException or ArgumentException)
        {
            throw new InvalidDataException($"The embedded graph is damaged: {e.Message}", e);
        }
    }

    private static ModelGraph ReadGraph(GraphReader reader, IReadOnlyDictionary<string, Func<string, Layer>> customLayers)
    {
        if (reader.Text() != Magic)
        {
            throw GraphReader.Damaged("it is something else");
        }

        if (reader.Count() is var version && version != Version)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"The embedded graph has format {version}; this library reads format {Version}. Use one version of Hls4Net.Sdk and Hls4Net, and rebuild."));
        }

        var graph = new ModelGraph(reader.Text());
        var tensors = new List<Tensor>();
        for (var count = reader.Count(4); count > 0; count--)
        {
            ReadLayer(ref reader, graph, tensors, customLayers);
        }

        for (var count = reader.Count(1); count > 0; count--)
        {
            graph.AddOutput(tensors[reader.Choice(tensors.Count)]);
        }

        return reader.AtEnd ? graph : throw GraphReader.Damaged("something follows it");
    }

    private static void Write(GraphWriter writer, Layer layer, Dictionary<Tensor, int> numbers)
    {
        var format = LayerFormats.ByClass.GetValueOrDefault(layer.ClassName)
            ?? (layer is CustomLayer ? CustomLayerFormat.For(layer.ClassName, null) : throw new DiagnosticException(NoEmbeddedForm, layer.Name, layer.ClassName));

        writer.Text(layer.ClassName);
        writer.Text(layer.Name);
        writer.Count(layer.Weights.Count);
        foreach (var (role, weight) in layer.Weights.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Text(role);
            writer.Text(weight.Origin);
            writer.Shape(weight.Shape);
            writer.Type(weight.Type);
            writer.Raw(weight.Raw);
        }

        format.Write(layer, writer);
        writer.Count(layer.Types.Count);
        foreach (var (role, type) in layer.Types)
        {
            writer.Text(role);
            writer.Type(type);
        }

        writer.Count(layer.Tables.Count);
        foreach (var (role, table) in layer.Tables)
        {
            writer.Text(role);
            writer.Raw(table);
        }

        writer.Count(layer.Inputs.Count);
        foreach (var input in layer.Inputs)
        {
            writer.Count(numbers[input]);
        }

        foreach (var output in layer.Outputs)
        {
            numbers.Add(output, numbers.Count);
            writer.Text(output.Name);
            writer.Type(output.Type);
            writer.Ranges(output.Range);
        }
    }

    private static void ReadLayer(
        ref GraphReader reader, ModelGraph graph, List<Tensor> tensors, IReadOnlyDictionary<string, Func<string, Layer>> customLayers)
    {
        var className = reader.Text();
        var name = reader.Text();
        var format = LayerFormats.ByClass.GetValueOrDefault(className) ?? CustomLayerFormat.For(className, customLayers.GetValueOrDefault(className));
        var weights = new Dictionary<string, WeightTensor>(StringComparer.Ordinal);
        for (var count = reader.Count(4); count > 0; count--)
        {
            var (role, origin, shape, type) = (reader.Text(), reader.Text(), reader.Shape(), reader.Type());
            weights[role] = new WeightTensor(role, shape, type, reader.Raw(), origin);
        }

        var layer = format.Read(name, weights, ref reader);
        foreach (var weight in weights.Values)
        {
            layer.SetWeight(weight);
        }

        for (var count = reader.Count(2); count > 0; count--)
        {
            var role = reader.Text();
            layer.Types[role] = reader.Type();
        }

        for (var count = reader.Count(3); count > 0; count--)
        {
            var role = reader.Text();
            layer.Tables[role] = reader.Raw();
        }

        var inputs = new Tensor[reader.Count(1)];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = tensors[reader.Choice(tensors.Count)];
        }

        graph.Add(layer, inputs);
        foreach (var output in layer.Outputs)
        {
            output.Name = reader.Text();
            output.Type = reader.Type();
            output.Range = reader.Ranges(output.Shape.Count);
            tensors.Add(output);
        }
    }
}
