using System.Numerics;
using Hls4Net.CxxProjects;

namespace Hls4Net.Ac;

/// <summary>
/// Weights that are read from memory step by step lie there a step a row, each row padded to a power of two, and so are the
/// steps: banks and words are then chosen by bits of the address. The layer's attribute says how long a row is.
/// </summary>
internal sealed class ArrangeMemories : Pass
{
    /// <summary>Elements up to which constants are registers.</summary>
    public const int SmallestMemory = 2048;

    private const int WidestRegister = 2;

    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        foreach (var layer in model.Layers)
        {
            foreach (var product in layer.MatrixProducts.Where(IsInMemory))
            {
                var row = BitOperations.RoundUpToPowerOf2((uint)(product.NIn * product.NOut / product.ReuseFactor));
                layer.Attributes[ConstantArray.RowAttribute(product.Weight.Name)] = (int)row;
            }
        }
    }

    /// <summary>Whether a product's weights lie in memory; others are registers from the start.</summary>
    public static bool IsInMemory(IMatrixProduct product) =>
        product.ReuseFactor > 1 && product.NIn * product.NOut > SmallestMemory && product.Weight.Type.Width > WidestRegister;

    /// <summary>Width in bytes and number of the banks of a memory of weights: a row is read at once, two elements from each bank; null: no memory.</summary>
    public static (int Width, int Count)? BanksOf(ConstantArray array)
    {
        if (array.Product is not { } product || !IsInMemory(product))
        {
            return null;
        }

        var row = (int)BitOperations.RoundUpToPowerOf2((uint)(product.NIn * product.NOut / product.ReuseFactor));
        var bytes = (int)BitOperations.RoundUpToPowerOf2((uint)((array.Type.Width + 7) / 8));
        return (Math.Min(row, 2) * bytes, Math.Max(row / 2, 1));
    }
}
