using Hls4Net.Tests;

namespace Hls4Net.Compiler.Tests.Golden;

/// <summary>
/// Whole models as another implementation recorded them: given its types, every layer of ours must compute its numbers, bit for bit,
/// from what ours computed before. Layers in which the other side is wrong, or of a kind that only it has, are listed with the
/// reason, and must indeed differ.
/// </summary>
[TestClass]
public sealed class RecordedCaseTests
{
    private const string Lambda = "numerics.md 7.1 #14: in io_stream the factor of Selu is first rounded to the type of the data; here both styles compute the same";
    private const string Quartus = "Quartus fills the tables of its activations otherwise (golden/README.md); here all backends share the same";
    private const string Layout = "numerics.md 7.2 #6: the layout is mixed up there";
    private const string Products = "numerics.md 7.2 #6: no kernel is written there for a product of two tensors";

    private static readonly (string Case, string Layer, string Reason)[] s_deviations =
    [
        ("conv2d_small_mp_keras__Vitis__io_stream__name16", "Selu_0", Lambda),
        ("conv2d_small_mp_keras__Vitis__io_stream__name16", "Selu_2", Lambda),
        ("syn_globalavgpool__Vitis__io_parallel__name16", "GlobalAveragePool_0", Layout),
        ("syn_globalmaxpool__Vitis__io_parallel__name16", "GlobalMaxPool_0", Layout),
        ("syn_resize__Vitis__io_parallel__name16", "Resize_0", Layout),
        ("syn_matmul_dynamic__Vitis__io_parallel__name16", "MatMul_0", Products),
        .. from model in new[] { "conv1d_small_keras", "conv2d_small_keras", "conv2d_small_mp_keras", "dense_big_keras", "three_layer_keras", "three_layer_pytorch" }
           select ($"{model}__Quartus__io_parallel__model16", "Softmax_0", Quartus),
        .. from layer in new[] { "Selu_0", "Selu_1", "Selu_2" } select ("conv2d_small_mp_keras__Quartus__io_parallel__model16", layer, Quartus),
        .. from model in new[] { "two_layer_keras", "two_layer_pytorch" } select ($"{model}__Quartus__io_parallel__model16", "Sigmoid_0", Quartus),
    ];

    // Made of quantisers, which have tests of their own.
    private static readonly string[] s_quantized = ["bnn_", "branched_", "tiny_unet", "syn_quant"];

    [TestMethod]
    public void Every_recorded_layer_gives_the_recorded_numbers_but_for_the_listed_ones()
    {
        var (equal, different, explained) = (0, new List<string>(), s_deviations.ToHashSet());
        foreach (var path in Directory.EnumerateFiles(Repository.Shared("golden"), "*.npz").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (s_quantized.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                continue;
            }

            var recorded = new RecordedCase(Path.ChangeExtension(path, ".json"));
            foreach (var layer in recorded.Layers)
            {
                var difference = recorded.Compare(layer);
                equal += difference is null ? 1 : 0;
                if (difference is not null && explained.RemoveWhere(known => known.Case == name && known.Layer == layer.Name) == 0)
                {
                    different.Add($"{name}, {layer.Name}: {difference}");
                }
            }
        }

        Assert.IsEmpty(different, string.Join('\n', different));
        Assert.IsEmpty(explained, "No longer different: " + string.Join('\n', explained));
        Assert.IsGreaterThan(400, equal);
    }
}
