using System.Globalization;
using System.Text.Json;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Estimate;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Compiler.TestInputs;
using Hls4Net.Emulation;
using Hls4Net.Vitis;

namespace Hls4Net.Bench;

/// <summary>
/// The types that are chosen here held against those that another implementation chose for the same models, as recorded in
/// <c>../shared/golden</c>: bits of accumulators, and bits at the inputs of multipliers times multiplications, with the errors of both.
/// </summary>
internal static class TypeWidths
{
    private const int Widest = 16;

    /// <summary>Prints a row per recorded model that both convert; nothing where the recordings are not beside the checkout.</summary>
    public static void Print()
    {
        var golden = Path.GetFullPath(Path.Combine(Networks.RepositoryRoot(), "..", "shared", "golden"));
        if (!Directory.Exists(golden))
        {
            return;
        }

        Console.WriteLine("Inferred types, ours : hls4ml's (16 bits by default on both sides), then ours with MaxError=their error.");
        Console.WriteLine("A sum's bits are those of its accumulator; a multiplier's those of its two inputs, times multiplications. Errors are maxima over 32 samples.");
        Console.WriteLine($"{"model",-38} {"error 16",9} {"theirs",9} {"accum",10} {"ratio",6} {"multiplier ratio",17} | {"error",9} {"accum ratio",12} {"multiplier ratio",17}");
        foreach (var path in Directory.EnumerateFiles(golden, "*__Vitis__io_parallel__name16*.json").Order(StringComparer.Ordinal))
        {
            Print(path, golden);
        }

        Console.WriteLine();
    }

    private static void Print(string path, string golden)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var root = document.RootElement;
        var verdict = root.GetProperty("verdict").GetString()!;
        var layers = root.GetProperty("layers").EnumerateArray().ToArray();
        var name = root.GetProperty("model").GetString()!;
        var isChain = !Array.Exists(layers, layer => layer.GetProperty("class_name").GetString() is "Merge" or "Concatenate" or "ApplyAlpha")
            && root.GetProperty("max_abs_err").GetArrayLength() == 1;
        if (!isChain || !(verdict.StartsWith("ok", StringComparison.Ordinal) || verdict.StartsWith("faithful", StringComparison.Ordinal)))
        {
            return;
        }

        var arrays = TestDataFile.Read(Path.ChangeExtension(path, ".npz"));
        var theirError = root.GetProperty("max_abs_err")[0].GetDouble();
        var model = Path.Combine(golden, "models", name + ".prepared.onnx");
        var label = $"{name} {root.GetProperty("config_name").GetString()}";
        if (Convert(model, Widest) is not { } wide || Theirs(layers, wide) is not { } theirs)
        {
            Console.WriteLine($"{label,-38} the layers do not correspond");
            return;
        }

        var (ours, error) = (Ours(wide), Error(wide, arrays));
        var row = string.Create(
            CultureInfo.InvariantCulture,
            $"{label,-38} {error,9:G3} {theirError,9:G3} {$"{ours.Sums} : {theirs.Sums}",10} {(double)ours.Sums / theirs.Sums,6:F2} {(double)ours.Multipliers / theirs.Multipliers,17:F2} |");
        var largest = arrays["reference0"].Values.Max(Math.Abs);
        var allowed = new Budgets { MaxError = Math.Max(theirError, 1e-6) / (largest == 0 ? 1 : largest) };
        if (Convert(model, Widest, request => request with { Budgets = allowed, TestDataPath = Path.ChangeExtension(path, ".npz") }) is not { } narrow)
        {
            Console.WriteLine(row + " not with 32 bits");
            return;
        }

        (ours, error) = (Ours(narrow), Error(narrow, arrays));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{row} {error,9:G3} {(double)ours.Sums / theirs.Sums,12:F2} {(double)ours.Multipliers / theirs.Multipliers,17:F2}"));
    }

    private static ModelGraph? Convert(string model, int width, Func<ConversionRequest, ConversionRequest>? change = null)
    {
        var request = new ConversionRequest
        {
            ModelPath = model, ProjectName = "net", InputPrecision = "fixed<16,6>", Precision = string.Create(CultureInfo.InvariantCulture, $"auto({width})"),
        };
        var conversion = Pipeline.ConvertGraph(change?.Invoke(request) ?? request, new BackendCatalog(Plugin.Register, AppContext.BaseDirectory));
        return conversion.Succeeded ? conversion.Model : null;
    }

    private static double Error(ModelGraph model, SortedDictionary<string, NpyArray> arrays)
    {
        var reference = arrays["reference0"].Values;
        var results = new float[reference.Length];
        new Emulator(model).Predict(Array.ConvertAll(arrays["input0"].Values, value => (float)value), results);
        return reference.Zip(results).Max(pair => Math.Abs(pair.First - pair.Second));
    }

    private static (long Sums, long Multipliers) Ours(ModelGraph model)
    {
        var layers = model.Layers.Where(layer => layer.MatrixProducts.Count == 1).ToArray();
        return (
            layers.Sum(layer => (long)layer.Types["accum"].Width),
            layers.Sum(layer => Count(layer) * (layer.Input.Type.Width + layer.MatrixProducts[0].Weight.Type.Width)));
    }

    /// <summary>Their layers in a chain, each with the result of the layer before it; null where they do not correspond to ours.</summary>
    private static (long Sums, long Multipliers)? Theirs(JsonElement[] layers, ModelGraph model)
    {
        var products = model.Layers.Where(layer => layer.MatrixProducts.Count == 1).ToArray();
        var (index, input, sums, multipliers) = (0, 0L, 0L, 0L);
        foreach (var layer in layers)
        {
            if (layer.GetProperty("class_name").GetString() is { } kind && (kind == "Dense" || kind.Contains("Conv", StringComparison.Ordinal)))
            {
                if (index == products.Length)
                {
                    return null;
                }

                sums += Width(layer, "accum");
                multipliers += Count(products[index++]) * (input + Width(layer, "weight"));
            }

            input = Width(layer, "result");
        }

        return index == products.Length && index > 0 ? (sums, multipliers) : null;
    }

    private static long Count(Layer layer) => (long)layer.MatrixProducts[0].NIn * layer.MatrixProducts[0].NOut * layer.MatrixProducts[0].Positions;

    private static long Width(JsonElement layer, string role)
    {
        var text = layer.GetProperty(role).GetString()!;
        var digits = text[(text.IndexOf('<', StringComparison.Ordinal) + 1)..];
        return long.Parse(digits[..digits.IndexOfAny([',', '>'])], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
