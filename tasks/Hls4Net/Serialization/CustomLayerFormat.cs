namespace Hls4Net.Serialization;

/// <summary>How layers of plugins are written: their declared attributes by name; weights, types and tables as those of any layer.</summary>
internal static class CustomLayerFormat
{
    /// <summary>The format of a class.</summary>
    /// <param name="className">The class.</param>
    /// <param name="create">Makes a layer of it; null where nobody can.</param>
    public static LayerFormat For(string className, Func<string, Layer>? create) => LayerFormat.Of<CustomLayer>(
        Write,
        (string name, IReadOnlyDictionary<string, WeightTensor> _, ref GraphReader reader) => Read(className, name, create, ref reader));

    private static void Write(CustomLayer layer, GraphWriter writer)
    {
        writer.Count(layer.DeclaredAttributes.Count);
        foreach (var attribute in layer.DeclaredAttributes)
        {
            writer.Text(attribute.Name);
            switch (attribute.Stored)
            {
                case long number:
                    writer.Count(0);
                    writer.Integer(number);
                    break;
                case double number:
                    writer.Count(1);
                    writer.Real(number);
                    break;
                case string text:
                    writer.Count(2);
                    writer.Text(text);
                    break;
                case long[] numbers:
                    writer.Count(3);
                    writer.Raw(numbers);
                    break;
            }
        }
    }

    private static CustomLayer Read(string className, string name, Func<string, Layer>? create, ref GraphReader reader)
    {
        var layer = create?.Invoke(name) as CustomLayer ?? throw new InvalidDataException(
            $"The embedded graph has the layer '{name}' of class '{className}', which the program does not bring. Reference the plugin's package and build again.");
        layer.NameClass(className);
        for (var count = reader.Count(3); count > 0; count--)
        {
            var attribute = reader.Text();
            object value = reader.Choice(4) switch
            {
                0 => reader.Integer(),
                1 => reader.Real(),
                2 => reader.Text(),
                _ => reader.Raw(),
            };
            var declared = layer.DeclaredAttributes.FirstOrDefault(known => known.Name == attribute);
            if (declared is null || declared.Stored.GetType() != value.GetType())
            {
                throw new InvalidDataException(
                    $"The embedded graph has '{attribute}' for layers of class '{className}', which the class in the program does not. Build and run with one version of the plugin.");
            }

            declared.Read(value);
        }

        return layer;
    }
}
