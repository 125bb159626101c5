namespace Hls4Net.Operators;

/// <summary>A layer, or a part of one, whose multipliers form a matrix and can be shared in time: its strategy and reuse factor are chosen by passes.</summary>
public interface IMatrixProduct
{
    /// <summary>The matrix; its last dimension is that of the output vector.</summary>
    WeightTensor Weight { get; }

    /// <summary>Rows of the matrix: length of an input vector.</summary>
    int NIn { get; }

    /// <summary>Columns of the matrix: length of an output vector.</summary>
    int NOut { get; }

    /// <summary>Number of vectors that the matrix is applied to.</summary>
    int Positions { get; }

    /// <summary>Number of vectors that it is applied to at the same time, each with multipliers of its own.</summary>
    int ParallelPositions { get; }

    /// <summary>How often one multiplier is used per vector.</summary>
    int ReuseFactor { get; set; }

    /// <summary>The chosen implementation.</summary>
    Strategy Strategy { get; set; }
}
