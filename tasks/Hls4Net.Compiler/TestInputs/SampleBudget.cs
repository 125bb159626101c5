namespace Hls4Net.Compiler.TestInputs;

/// <summary>How many samples a conversion evaluates: fewer where one costs many multiply-adds, so that a large network is converted soon too.</summary>
internal static class SampleBudget
{
    private const long MultiplyAdds = 1L << 26;

    // Beyond this even the least number of samples is too many: images of millions of values.
    private const long MostMultiplyAdds = 4 * MultiplyAdds;

    // What it costs to make, keep and compare a value, in multiply-adds.
    private const long PerValue = 16;

    // Every sample costs a trace of the whole model twice; enough for a maximum that a user can act on.
    private const int MostForErrors = 256;
    private const int LeastForErrors = 32;

    /// <summary>How many samples errors are measured on: by the report, and by the choice of widths, which so finds the report's errors.</summary>
    public static int ForErrors(ModelGraph model) => Of(model, LeastForErrors, MostForErrors);

    /// <summary>As many samples as the budget allows, within limits; at least one.</summary>
    public static int Of(ModelGraph model, int least, int most)
    {
        var (products, values) = (0L, 0L);
        foreach (var layer in model.Layers)
        {
            foreach (var product in layer.MatrixProducts)
            {
                products += (long)product.NIn * product.NOut * product.Positions;
            }

            foreach (var output in layer.Outputs)
            {
                values += output.Shape.Count;
            }
        }

        var perSample = Math.Max(1, products + (PerValue * values));
        return (int)Math.Clamp(MultiplyAdds / perSample, Math.Clamp(MostMultiplyAdds / perSample, 1, least), most);
    }
}
