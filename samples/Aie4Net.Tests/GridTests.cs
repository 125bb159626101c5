using Hls4Net.Compiler;

namespace Aie4Net.Tests;

/// <summary>
/// Generated networks of every shape of grid, padded in every dimension, with batches that fill no tile, in all three pairs of operands:
/// what the emitted graphs compute is what the predictor says.
/// </summary>
[TestClass]
public sealed class GridTests
{
    // Inputs, outputs, chain length, chains, batch: the graph of one layer each.
    private static readonly (int Inputs, int Outputs, int CasLength, int CasNum, int Batch)[] s_grids =
    [
        (16, 16, 1, 1, 8), (5, 3, 1, 1, 1), (15, 25, 1, 2, 3), (27, 41, 2, 3, 9), (44, 61, 3, 4, 4), (119, 9, 8, 1, 2),
        (14, 121, 1, 8, 7), (55, 109, 4, 7, 5), (61, 118, 4, 8, 3), (125, 63, 8, 4, 11),
    ];

    [TestMethod]
    [DataRow("auto(8)", "fixed(8,3)", 100)]
    [DataRow("auto(8)", "fixed(16,4)", 200)]
    [DataRow("auto(16)", "fixed(16,4)", 300)]
    public void Every_grid_computes_the_predicted_integers(string precision, string input, int seed)
    {
        var conversions = s_grids.Select((grid, i) => AieModel.Converted(AieModel.Chain(seed + (20 * i), grid.Inputs, grid.Outputs), request => request with
        {
            ProjectName = FormattableString.Invariant($"net{i}"),
            Precision = precision,
            InputPrecision = input,
            BackendOptions = new Dictionary<string, string> { ["BatchSize"] = FormattableString.Invariant($"{grid.Batch}") },
            Layers = [Grid("fc1", grid.CasLength, grid.CasNum)],
        })).ToArray();
        foreach (var (conversion, grid) in conversions.Zip(s_grids))
        {
            var plan = ((AieBackend)conversion.Backend).Plan!.First.Tiling;
            Assert.AreEqual((grid.CasLength, grid.CasNum, grid.Batch), (plan.CasLength, plan.CasNum, plan.Size.Rows));
        }

        CollectionAssert.AreEqual(new int[s_grids.Length], GraphSimulation.Mismatches(conversions));
    }

    internal static LayerOverride Grid(string layer, int casLength, int casNum) => new(layer, new Dictionary<string, string>
    {
        ["CasLength"] = FormattableString.Invariant($"{casLength}"), ["CasNum"] = FormattableString.Invariant($"{casNum}"),
    });
}
