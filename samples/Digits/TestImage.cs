using System.Globalization;

namespace Digits;

/// <summary>One line of digits_test.csv.</summary>
/// <param name="Label">The digit that the image shows.</param>
/// <param name="Pixels">64 values 0..1, row by row.</param>
/// <param name="FloatClass">The digit that the network chooses in floating point.</param>
internal sealed record TestImage(int Label, float[] Pixels, int FloatClass)
{
    public static TestImage[] ReadAll(string path) =>
        [.. File.ReadLines(path).Where(line => !line.StartsWith('#')).Select(Read)];

    private static TestImage Read(string line)
    {
        var numbers = line.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new TestImage(numbers[0], [.. numbers[1..^1].Select(pixel => pixel / 16f)], numbers[^1]);
    }
}
