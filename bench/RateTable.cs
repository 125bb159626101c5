using Hls4Net.Emulation;

namespace Hls4Net.Bench;

/// <summary>Rates of the emulator beside those of plain C++ loops, taken in turn, so that whatever else the machine does falls on all.</summary>
internal static class RateTable
{
    private const int Rounds = 15;

    /// <summary>Measures a network under several precisions with every instruction set, and prints a table.</summary>
    /// <param name="title">Name of the network.</param>
    /// <param name="loop">Sizes of the dense layers that the C++ loop of the network computes.</param>
    /// <param name="create">Makes the network of a precision.</param>
    /// <param name="precisions">The precisions.</param>
    /// <param name="samples">Samples in a batch.</param>
    public static void Print(string title, int[] loop, Func<string, ModelGraph> create, string[] precisions, int samples)
    {
        using var network = Yardstick.Start(loop);
        using var vector = Yardstick.Start([4096, 16]);
        var rows = (
            from precision in precisions
            let graph = create(precision)
            from width in VectorWidths.Supported.Reverse()
            select (Precision: precision, Width: width, Products: ResNet8.Products(graph), Rate: new EmulatorRate(graph, width, samples))).ToList();

        List<double> loops = [], vectors = [];
        var rates = rows.ConvertAll(_ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            loops.Add(network?.Measure() ?? double.NaN);
            vectors.Add(vector?.Measure() ?? double.NaN);
            for (var i = 0; i < rows.Count; i++)
            {
                rates[i].Add(rows[i].Rate.Measure());
            }
        }

        Console.WriteLine($"{title}, {rows[0].Products / 1e6:G3} M multiply-adds a sample, one core, medians of {Rounds} rounds.");
        Console.WriteLine($"C++ int16 dot products, g++ -O3 -march=native: layers {string.Join('-', loop)} {Median(loops) / 1e9:F1} G multiply-adds/s; 4096-long vectors {Median(vectors) / 1e9:F1} G/s");
        Console.WriteLine($"{"precision",-12} {"instructions",-12} {"k samples/s",12} {"G mult-add/s",13} {"ratio to C++",13} {"to long vectors",16} {$"to {precisions[0]}",12}");
        for (var i = 0; i < rows.Count; i++)
        {
            var rate = Median(rates[i]) * rows[i].Products;
            var first = rows.FindIndex(row => row.Precision == precisions[0] && row.Width == rows[i].Width);
            Console.WriteLine(
                $"{rows[i].Precision,-12} {rows[i].Width,-12} {Median(rates[i]) / 1e3,12:F2} {rate / 1e9,13:F1} {rate / Median(loops),13:F1} {rate / Median(vectors),16:F2} {Median(rates[i]) / Median(rates[first]),12:F2}");
        }

        Console.WriteLine();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
