using Hls4Net.Emulation;
using Hls4Net.Tests.Configuration;

namespace Hls4Net.Tests.TestInputs;

[TestClass]
public sealed class VectorMakerTests
{
    [TestMethod]
    public void Without_test_data_the_vectors_are_seeded_and_their_outputs_are_the_emulators()
    {
        using var converting = new Converting();
        var conversion = converting.Run(converting.Request);
        var vectors = conversion.TestVectors;
        Assert.AreEqual(32, vectors.Count);
        var emulator = new Emulator(conversion.Model);
        for (var i = 0; i < vectors.Count; i++)
        {
            CollectionAssert.AreEqual(emulator.PredictRaw(vectors.Inputs[i])[0], vectors.Outputs[i][0]);
        }
    }

    [TestMethod]
    public void Ports_wider_than_64_bits_have_vectors_too()
    {
        using var converting = new Converting();
        var request = converting.Request with { InputPrecision = "fixed(80,6)", Layers = [Converting.Item("softmax", "ResultPrecision", "fixed(90,20)")] };
        var vectors = converting.Run(request).TestVectors;
        Assert.AreEqual(32, vectors.Count);
        Assert.IsTrue(vectors.Outputs.Any(sample => sample[0].Any(raw => raw > long.MaxValue)));
    }

    [TestMethod]
    public void Test_data_sets_the_integer_bits_of_the_input_and_becomes_the_vectors()
    {
        using var converting = new Converting();
        using var folder = new TemporaryFolder();
        float[] values = [.. Enumerable.Range(0, 16).Select(i => i / 4f), .. Enumerable.Range(0, 16).Select(i => -i / 4f)];
        var conversion = converting.Run(converting.Request with { TestDataPath = SampleReaderTests.Npz(folder, ("x", [2, 16], values)) });
        var type = conversion.Model.Inputs[0].Type;
        Assert.AreEqual(new FixedType(16, 3), type);
        Assert.AreEqual(2, conversion.TestVectors.Count);
        Assert.AreEqual(15 << 11, (int)conversion.TestVectors.Inputs[0][0][15]);
    }

    [TestMethod]
    public void Data_beyond_a_type_that_the_user_gave_saturates()
    {
        using var converting = new Converting();
        using var folder = new TemporaryFolder();
        float[] values = [1000, -1000, .. new float[14]];
        var conversion = converting.Run(converting.Request with
        {
            InputPrecision = "fixed(8,4)", TestDataPath = SampleReaderTests.Npz(folder, ("input0", [1, 16], values)),
        });
        Assert.AreEqual((127, -128), ((int)conversion.TestVectors.Inputs[0][0][0], (int)conversion.TestVectors.Inputs[0][0][1]));
    }
}
