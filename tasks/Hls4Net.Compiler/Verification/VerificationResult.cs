using System.Globalization;
using System.Numerics;
using System.Text;
using Hls4Net.Compiler.Report;

namespace Hls4Net.Compiler.Verification;

/// <summary>A value that the generated C++ and the emulator compute differently.</summary>
/// <param name="Sample">Index of the sample.</param>
/// <param name="Tensor">The user's name of the tensor.</param>
/// <param name="Index">Index of the element, C order.</param>
/// <param name="Expected">Raw integer of the emulator.</param>
/// <param name="Actual">Raw integer of the C++.</param>
public sealed record Mismatch(int Sample, string Tensor, int Index, BigInteger Expected, BigInteger Actual);

/// <summary>What came of running the generated C++ beside the emulator and the float reference.</summary>
/// <param name="Samples">Number of samples.</param>
/// <param name="Values">Number of raw integers compared.</param>
/// <param name="MismatchCount">Number of raw integers that differ.</param>
/// <param name="Mismatches">The first of them.</param>
/// <param name="Errors">Error against the float reference per tensor, in the order computed.</param>
public sealed record VerificationResult(
    int Samples, long Values, long MismatchCount, IReadOnlyList<Mismatch> Mismatches, IReadOnlyList<TensorError> Errors)
{
    /// <summary>Whether every raw integer is equal.</summary>
    public bool Passed => MismatchCount == 0;

    /// <summary>The errors as a table for people.</summary>
    public string ToTable()
    {
        string[][] rows =
        [
            ["tensor", "layer", "type", "max error", "mean error", "largest value"],
            .. Errors.Select(error => new[]
            {
                error.Tensor.Name, Layer(error.Tensor), error.Tensor.Type.ToString(),
                Number(error.MaxAbsolute), Number(error.MeanAbsolute), Number(error.MaxReference),
            }),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var table = new StringBuilder();
        foreach (var row in rows)
        {
            table.AppendJoin("  ", row.Select((cell, column) => column < 3 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
            table.Append('\n');
        }

        return table.ToString();
    }

    private static string Layer(Tensor tensor) => tensor.Producer is { } layer ? $"{layer.Name} ({layer.ClassName})" : "";

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
