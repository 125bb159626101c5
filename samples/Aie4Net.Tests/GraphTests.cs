namespace Aie4Net.Tests;

/// <summary>The emitted graphs compute what the predictor says.</summary>
[TestClass]
public sealed class GraphTests
{
    [TestMethod]
    public void A_single_tile_computes_the_predicted_integers()
    {
        var conversion = AieModel.Converted(AieModel.Chain(1, 16, 16), request => request with { Precision = "auto(8)" });
        CollectionAssert.AreEqual(new[] { 0 }, GraphSimulation.Mismatches([conversion]));
    }
}
