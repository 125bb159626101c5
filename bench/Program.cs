using System.Globalization;
using Hls4Net.Bench;
using Hls4Net.Emulation;

// Prints the multiply-add rates of the emulator and their ratio to a plain C++ loop, all on one core and taken in turn, so
// that whatever else the machine does falls on both.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [var what, var model, var folder])
{
    if (what != "none")
    {
        ConversionCost.Run(what, model, folder);
    }

    return;
}

const int Rounds = 15;
var products = Networks.Sizes.Zip(Networks.Sizes.Skip(1), (n, m) => (double)n * m).Sum();
using var network = Yardstick.Start(Networks.Sizes);
using var vector = Yardstick.Start([4096, 16]);
string[] precisions = args.Length > 0 ? args : ["auto(16)", "auto(8)", "fixed<16,6>"];
var rows = (
    from precision in precisions
    from width in VectorWidths.Supported.Reverse()
    let graph = Networks.Trained(precision) ?? Networks.Synthetic(precision)
    select (Precision: precision, Width: width, Rate: new EmulatorRate(graph, width))).ToList();

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

Console.WriteLine($"Network {string.Join('-', Networks.Sizes)}, one core, medians of {Rounds} rounds.");
Console.WriteLine($"C++ int16 dot products, g++ -O3 -march=native: this network {Median(loops) / 1e9,6:F1} G multiply-adds/s; 4096-long vectors {Median(vectors) / 1e9:F1} G/s");
Console.WriteLine($"{"precision",-12} {"instructions",-12} {"M samples/s",12} {"G mult-add/s",13} {"ratio to C++",13} {"to long vectors",16}");
for (var i = 0; i < rows.Count; i++)
{
    var rate = Median(rates[i]) * products;
    Console.WriteLine(
        $"{rows[i].Precision,-12} {rows[i].Width,-12} {Median(rates[i]) / 1e6,12:F2} {rate / 1e9,13:F1} {rate / Median(loops),13:F1} {rate / Median(vectors),16:F2}");
}

Console.WriteLine();
ConversionCost.Print();

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
