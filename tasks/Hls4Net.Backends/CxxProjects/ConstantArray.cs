using System.Globalization;
using System.Numerics;

namespace Hls4Net.CxxProjects;

/// <summary>A weight or table as a C array of raw integers.</summary>
/// <param name="Name">C++ name of the array.</param>
/// <param name="Title">What it is, for a comment.</param>
/// <param name="Type">Type of the values.</param>
/// <param name="Raw">The raw integers in the order the kernel reads them.</param>
/// <param name="Product">The matrix product it is the matrix of; null for everything else.</param>
internal sealed record ConstantArray(string Name, string Title, FixedType Type, IReadOnlyList<long> Raw, IMatrixProduct? Product = null)
{
    /// <summary>Attribute of a layer: how long the rows are in which a weight lies in memory, one for each step of its product; absent: [n_out][n_in].</summary>
    /// <param name="role">Role of the weight.</param>
    public static string RowAttribute(string role) => role + "_row";

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
                var product = layer.MatrixProducts.FirstOrDefault(product => product.Weight == weight);
                var (raw, order) = InKernelOrder(layer, weight, product);
                arrays.Add(new ConstantArray(
                    project.Names.Constant(layer, role),
                    $"{role} of {owner}, shape {weight.Shape}{order}, from '{CxxText.Comment(weight.Origin)}'", weight.Type, raw, product));
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

    private static (IReadOnlyList<long> Raw, string Order) InKernelOrder(Layer layer, WeightTensor weight, IMatrixProduct? product) =>
        product is null or { Strategy: Strategy.Latency } ? (weight.Raw, "")
        : layer.Attributes.TryGetValue(RowAttribute(weight.Name), out var row)
            ? (Rows(weight, product, (int)row), FormattableString.Invariant($", stored in rows of {row}, one for each step"))
        : (Transpose(weight, product.NIn, product.NOut), ", stored with the last dimension first");

    /// <summary>Whether one raw integer is less than another: those of an unsigned 64-bit type wrap to negative longs.</summary>
    private bool Less(long a, long b) => Type.Signed ? a < b : (ulong)a < (ulong)b;

    private double Value(long raw) => Math.ScaleB(Type.Signed ? raw : (ulong)raw, -Type.Fraction);

    /// <summary>What each step of the resource kernel multiplies by, in its order; rows and their number padded with zeros.</summary>
    private static long[] Rows(WeightTensor weight, IMatrixProduct product, int row)
    {
        var stride = Math.Min(product.ReuseFactor, product.NIn);
        var (groups, inputs) = (product.ReuseFactor / stride, product.NIn / stride);
        var raw = weight.Raw;
        var rows = new long[row * (int)BitOperations.RoundUpToPowerOf2((uint)product.ReuseFactor)];
        for (var place = 0; place < product.NIn * product.NOut; place++)
        {
            var (i, j) = (place / product.NOut, place % product.NOut);
            rows[((((j % groups) * stride) + (i % stride)) * row) + ((j / groups) * inputs) + (i / stride)] = raw[place];
        }

        return rows;
    }

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
