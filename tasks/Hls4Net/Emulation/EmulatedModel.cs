using System.Reflection;
using Hls4Net.Serialization;

namespace Hls4Net.Emulation;

/// <summary>What a generated class does, without the model's own names: predictions with plain arrays over a shared <see cref="Emulator"/>.</summary>
public sealed class EmulatedModel
{
    private readonly Emulator _emulator;
    private long _saturated;

    /// <summary>A model over an emulator that others may use too.</summary>
    public EmulatedModel(Emulator emulator)
    {
        ArgumentNullException.ThrowIfNull(emulator);
        _emulator = emulator;
        Inputs = [.. emulator.Inputs.Select(tensor => new ModelPort(tensor))];
        Outputs = [.. emulator.Outputs.Select(tensor => new ModelPort(tensor))];
    }

    /// <summary>The model's inputs, in the order of the file.</summary>
    public IReadOnlyList<ModelPort> Inputs { get; }

    /// <summary>The model's outputs, in the order of the file.</summary>
    public IReadOnlyList<ModelPort> Outputs { get; }

    /// <summary>Input values saturated by predictions of this instance.</summary>
    public long SaturatedInputs => Interlocked.Read(ref _saturated);

    /// <summary>The emulator of a graph that the build embedded in an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="resourceName">Name of the resource.</param>
    /// <param name="customLayers">Makes the layers of plugins' classes from their names, by class name; null where the model has none.</param>
    /// <param name="predictor">The backend's own evaluation; null for that of the layers.</param>
    /// <exception cref="InvalidDataException">There is no such graph, or it is damaged, of another version, or with a class of layers that is missing.</exception>
    public static Emulator Load(
        Assembly assembly, string resourceName, IReadOnlyDictionary<string, Func<string, Layer>>? customLayers = null, Predictor? predictor = null)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        using var stream = assembly.GetManifestResourceStream(resourceName)
            ?? throw new InvalidDataException($"'{assembly.GetName().Name}' embeds no graph '{resourceName}'. Build it with Hls4Net.Sdk again.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new Emulator(GraphFile.Read(bytes, customLayers), new EmulatorOptions { Predictor = predictor });
    }

    /// <summary>The input or output of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ModelPort Port(string name) => Inputs.Concat(Outputs).FirstOrDefault(port => port.Name == name)
        ?? throw new ArgumentException(
            $"The model has no input or output '{name}'.{Suggestion.For(name, Inputs.Concat(Outputs).Select(port => port.Name))}", nameof(name));

    /// <summary>Predicts one sample with a model of one input and one output.</summary>
    /// <exception cref="ArgumentException">Not exactly one sample.</exception>
    public float[] Predict(float[] input)
    {
        ArgumentNullException.ThrowIfNull(input);
        RequireOneSample([input]);
        var output = new float[Outputs[0].Shape.Count];
        Predict(input, output);
        return output;
    }

    /// <summary>Predicts a batch with a model of one input and one output.</summary>
    /// <exception cref="ArgumentException">A length is no whole number of samples, or the lengths do not belong together.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<float> output) => Count(_emulator.Predict(input, output));

    /// <summary>Predicts one sample.</summary>
    /// <param name="inputs">The sample of each input.</param>
    /// <returns>The values of each output.</returns>
    /// <exception cref="ArgumentException">Not exactly one sample.</exception>
    public float[][] PredictSample(float[][] inputs)
    {
        RequireOneSample(inputs);
        float[][] outputs = [.. Outputs.Select(port => new float[port.Shape.Count])];
        Predict([.. inputs.Select(input => (ReadOnlyMemory<float>)input)], [.. outputs.Select(output => output.AsMemory())]);
        return outputs;
    }

    /// <summary>Predicts a batch: a buffer per input and per output.</summary>
    /// <exception cref="ArgumentException">A buffer is missing, or a length is wrong.</exception>
    public void Predict(IReadOnlyList<ReadOnlyMemory<float>> inputs, IReadOnlyList<Memory<float>> outputs) => Count(_emulator.Predict(inputs, outputs));

    /// <summary>Every tensor of one sample, by its name in the model, in the order computed.</summary>
    /// <param name="inputs">The sample of each input.</param>
    /// <exception cref="ArgumentException">Not exactly one sample.</exception>
    public IReadOnlyDictionary<string, float[]> Trace(params float[][] inputs)
    {
        RequireOneSample(inputs);
        return _emulator.Trace([.. inputs.Select(input => (ReadOnlyMemory<float>)input)]);
    }

    private void RequireOneSample(float[][] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        for (var i = 0; i < inputs.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(inputs[i]);
            if (inputs[i].Length != Inputs[i].Shape.Count)
            {
                throw new ArgumentException(
                    $"One sample of '{Inputs[i].Name}' with shape {Inputs[i].Shape} has {Inputs[i].Shape.Count} values, not {inputs[i].Length}.", nameof(inputs));
            }
        }
    }

    private void Count(long saturated)
    {
        if (saturated != 0)
        {
            Interlocked.Add(ref _saturated, saturated);
        }
    }
}
