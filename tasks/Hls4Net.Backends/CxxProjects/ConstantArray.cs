using System.Globalization;

namespace Hls4Net.CxxProjects;

/// <summary>A weight or table as a C array of raw integers.</summary>
/// <param name="Name">C++ name of the array.</param>
/// <param name="Title">What it is, for a comment.</param>
/// <param name="Type">Type of the values.</param>
/// <param name="Raw">The raw integers in the order the kernel reads them.</param>
internal sealed record ConstantArray(string Name, string Title, FixedType Type, IReadOnlyList<long> Raw)
{
    /// <summary>Range and zeros, for a comment.</summary>
    public string Statistics
    {
        get
        {
            var (minimum, maximum, zeros) = (Raw[0], Raw[0], 0);
            foreach (var raw in Raw)
            {
                minimum = Less(raw, minimum) ? raw : minimum;
                maximum = Less(maximum, raw) ? raw : maximum;
                zeros += raw == 0 ? 1 : 0;
            }

            return string.Create(
                CultureInfo.InvariantCulture, $"min {Value(minimum)}, max {Value(maximum)}, {zeros} of {Raw.Count} are zero");
        }
    }

    /// <summary>All constants of a model, in the order of the layers. Tables of one entry stand in the configuration structs.</summary>
    public static IReadOnlyList<ConstantArray> Of(HlsProject project)
    {
        var arrays = new List<ConstantArray>();
        foreach (var layer in project.Model.Layers)
        {
            var owner = $"layer '{CxxText.Comment(layer.Name)}' ({layer.ClassName})";
            foreach (var (role, weight) in layer.Weights.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                var (raw, order) = InKernelOrder(layer, weight);
                arrays.Add(new ConstantArray(
                    project.Names.Constant(layer, role),
                    $"{role} of {owner}, shape {weight.Shape}{order}, from '{CxxText.Comment(weight.Origin)}'", weight.Type, raw));
            }

            // A single entry is a parameter and stands in the configuration, unless it is a (constant) function's whole table.
            foreach (var (role, table) in layer.Tables.Where(t => t.Value.Length > 1 || t.Key.EndsWith("table", StringComparison.Ordinal)))
            {
                arrays.Add(new ConstantArray(
                    project.Names.Constant(layer, role), $"{role} of {owner}, {table.Length} entries", layer.Types[role], table));
            }
        }

        return arrays;
    }

    private static (IReadOnlyList<long> Raw, string Order) InKernelOrder(Layer layer, WeightTensor weight) =>
        layer.MatrixProducts.FirstOrDefault(product => product.Weight == weight) is { Strategy: not Strategy.Latency } product
            ? (Transpose(weight, product.NIn, product.NOut), ", stored with the last dimension first")
            : (weight.Raw, "");

    /// <summary>Whether one raw integer is less than another: those of an unsigned 64-bit type wrap to negative longs.</summary>
    private bool Less(long a, long b) => Type.Signed ? a < b : (ulong)a < (ulong)b;

    private double Value(long raw) => Math.ScaleB(Type.Signed ? raw : (ulong)raw, -Type.Fraction);

    private static long[] Transpose(WeightTensor weight, int rows, int columns)
    {
        var raw = weight.Raw;
        var transposed = new long[raw.Count];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                transposed[(j * rows) + i] = raw[(i * columns) + j];
            }
        }

        return transposed;
    }
}
