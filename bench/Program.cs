using System.Globalization;
using Hls4Net.Bench;

// Prints types beside those of another implementation; the multiply-add rates of the emulator and their ratio to plain C++ loops, all on
// one core; then what conversions and plugins cost.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [var what, var model, var folder])
{
    if (what != "none")
    {
        ConversionCost.Run(what, model, folder);
    }

    return;
}

if (args is ["types"])
{
    TypeWidths.Print();
    return;
}

string[] precisions = args.Length > 0 ? args : ["auto(16)", "auto(8)", "fixed<16,6>"];
TypeWidths.Print();
RateTable.Print(
    $"Network {string.Join('-', Networks.Sizes)}", Networks.Sizes, precision => Networks.Trained(precision) ?? Networks.Synthetic(precision), precisions, 8192);
RateTable.Print("ResNet-8", [576, 64], ResNet8.Create, precisions, 64);
ConversionCost.Print();
PluginLoading.Print();
ConversionGrowth.Print();
