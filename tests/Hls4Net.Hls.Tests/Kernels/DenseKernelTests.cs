namespace Hls4Net.Tests.Kernels;

/// <summary>The dense kernels against the layer's definition.</summary>
[TestClass]
public sealed class DenseKernelTests
{
    [TestMethod]
    public void Every_strategy_and_reuse_factor_gives_the_bits_of_the_definition()
    {
        var random = new Random(10);
        var cases = new List<KernelCase>();
        foreach (var reuse in new[] { 1, 2, 3, 6, 12, 24 })
        {
            foreach (var strategy in new[] { Strategy.Resource, Strategy.ResourceUnrolled, Strategy.Latency })
            {
                cases.Add(random.NextDense(6, 4, strategy, reuse));
                cases.Add(random.NextDense(6, 4, strategy, reuse));
            }
        }

        KernelCheck.SameBits(cases);
    }

    [TestMethod]
    public void Several_positions_wide_types_and_single_elements_give_the_bits_of_the_definition()
    {
        var random = new Random(11);
        KernelCheck.SameBits(
        [
            random.NextDense(4, 3, Strategy.Latency, 1, positions: 3), random.NextDense(4, 3, Strategy.Latency, 4, positions: 2),
            random.NextDense(4, 3, Strategy.Resource, 2, positions: 3), random.NextDense(4, 3, Strategy.Resource, 12, positions: 2),
            random.NextDense(4, 3, Strategy.ResourceUnrolled, 2, positions: 3),
            random.NextDense(1, 1, Strategy.Latency, 1), random.NextDense(1, 1, Strategy.Resource, 1), random.NextDense(1, 5, Strategy.Resource, 5),
            .. Enumerable.Range(0, 6).Select(_ => random.NextDense(5, 2, Strategy.Latency, 1, widest: 40)),
            .. Enumerable.Range(0, 6).Select(_ => random.NextDense(5, 2, Strategy.Resource, 5, widest: 60)),
        ]);
    }
}
