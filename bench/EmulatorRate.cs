using Hls4Net.Emulation;

namespace Hls4Net.Bench;

/// <summary>How fast an emulator predicts, on one core, floats in and floats out.</summary>
internal sealed class EmulatorRate
{
    private readonly int _samples;
    private readonly Emulator _emulator;
    private readonly float[] _inputs;
    private readonly float[] _outputs;

    public EmulatorRate(ModelGraph graph, VectorWidth width, int samples = 8192)
    {
        _samples = samples;
        _emulator = new Emulator(graph, new EmulatorOptions { MaximumThreads = 1, VectorWidth = width });
        var random = new Random(2);
        _inputs = [.. Enumerable.Range(0, samples * graph.Inputs[0].Shape.Count).Select(_ => (float)(4 * random.NextDouble()) - 2)];
        _outputs = new float[samples * graph.Outputs[0].Shape.Count];

        // Past the tiers of the just-in-time compiler.
        for (var start = ProcessorTime; ProcessorTime - start < TimeSpan.FromSeconds(1);)
        {
            _emulator.Predict(_inputs, _outputs);
        }
    }

    // Processor time, not time on the clock: other programs may want the core too.
    private static TimeSpan ProcessorTime => Environment.CpuUsage.TotalTime;

    /// <summary>One measurement: samples per second of processor time.</summary>
    public double Measure()
    {
        var start = ProcessorTime;
        var repetitions = 0;
        do
        {
            _emulator.Predict(_inputs, _outputs);
            repetitions++;
        }
        while (ProcessorTime - start < TimeSpan.FromMilliseconds(100));

        return (double)_samples * repetitions / (ProcessorTime - start).TotalSeconds;
    }
}
