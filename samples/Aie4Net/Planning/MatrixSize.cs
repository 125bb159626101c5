namespace Aie4Net.Planning;

/// <summary>The product that a layer computes in one run of the graph, without any padding.</summary>
/// <param name="Rows">Rows of x and y: those of all samples of a batch.</param>
/// <param name="Depth">Columns of x, rows of w.</param>
/// <param name="Columns">Columns of w and y.</param>
public readonly record struct MatrixSize(int Rows, int Depth, int Columns)
{
    /// <summary>Multiplications.</summary>
    public long Products => (long)Rows * Depth * Columns;
}
