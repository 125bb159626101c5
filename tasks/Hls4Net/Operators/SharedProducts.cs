using System.Numerics;

namespace Hls4Net.Operators;

/// <summary>Multipliers of products that are all there at once, with constants.</summary>
public static class SharedProducts
{
    /// <summary>
    /// How many a vector needs: none for zeros and powers of two, which are wires, and one for all outputs that multiply an input by the same
    /// number, in <see cref="ProductForm.Magnitude"/> also by its negative.
    /// </summary>
    /// <param name="product">The matrix, once it has its type.</param>
    /// <param name="form">How products are built.</param>
    public static long Count(IMatrixProduct product, ProductForm form)
    {
        ArgumentNullException.ThrowIfNull(product);
        if (form is ProductForm.Negate or ProductForm.Compare)
        {
            return 0;
        }

        // Outputs of another group see other inputs.
        var group = product.NOut / ((product as Convolution)?.Groups ?? 1);
        var (raw, known, count) = (product.Weight.Integers, new HashSet<long>(), 0L);
        for (var start = 0; start < raw.Length; start += group)
        {
            known.Clear();
            foreach (var weight in raw.AsSpan(start, group))
            {
                var magnitude = weight < 0 ? unchecked((ulong)-weight) : (ulong)weight;
                if (!BitOperations.IsPow2(magnitude) && magnitude != 0)
                {
                    known.Add(form == ProductForm.Magnitude ? (long)magnitude : weight);
                }
            }

            count += known.Count;
        }

        return count;
    }
}
