namespace Hls4Net.Compiler.TestInputs;

/// <summary>How many samples a conversion evaluates: fewer where one costs many multiply-adds, so that a large network is converted soon too.</summary>
internal static class SampleBudget
{
    private const long MultiplyAdds = 1L << 26;

    /// <summary>As many samples as the budget allows, within limits.</summary>
    public static int Of(ModelGraph model, int least, int most)
    {
        var perSample = model.Layers.SelectMany(layer => layer.MatrixProducts).Sum(product => (long)product.NIn * product.NOut * product.Positions);
        return (int)Math.Clamp(MultiplyAdds / Math.Max(1, perSample), least, most);
    }
}
