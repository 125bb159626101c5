namespace Aie4Net.Planning;

/// <summary>How much of a device a plan takes, and how well.</summary>
/// <param name="plan">The plan.</param>
public sealed class PlanFigures(GraphPlan plan)
{
    /// <summary>Tiles with a kernel.</summary>
    public int Tiles => plan.Stages.Sum(stage => stage.Tiling.Tiles);

    /// <summary>Part of the device's usable tiles that have a kernel.</summary>
    public double TileShare => (double)Tiles / plan.Device.Tiles;

    /// <summary>Part of the multiplications that are not padding.</summary>
    public double Useful => (double)plan.Stages.Sum(stage => stage.Tiling.Size.Products) / plan.Stages.Sum(stage => stage.Tiling.PaddedProducts);

    /// <summary>Multiplications of one sample.</summary>
    public long ProductsPerSample => plan.Stages.Sum(stage => stage.Tiling.Size.Products) / plan.BatchSize;

    /// <summary>Bytes in memory tiles.</summary>
    public int MemoryTileBytes => plan.Buffers.Sum(buffer => buffer.Bytes);

    /// <summary>Part of the products of a layer's tiles that are not padding.</summary>
    public static double UsefulOf(StagePlan stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        return (double)stage.Tiling.Size.Products / stage.Tiling.PaddedProducts;
    }
}
