namespace Hls4Net.Compiler.TestInputs;

/// <summary>An array of numbers as NumPy stores it.</summary>
/// <param name="Shape">Dimensions, outermost first.</param>
/// <param name="Values">Elements, C order.</param>
internal sealed record NpyArray(IReadOnlyList<int> Shape, double[] Values);
