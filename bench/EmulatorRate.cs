using Hls4Net.Emulation;

namespace Hls4Net.Bench;

/// <summary>How fast an emulator predicts, on one core, floats in and floats out.</summary>
internal sealed class EmulatorRate
{
    private const int Samples = 8192;

    private readonly Emulator _emulator;
    private readonly float[] _inputs;
    private readonly float[] _outputs;

    public EmulatorRate(ModelGraph graph, VectorWidth width)
    {
        _emulator = new Emulator(graph, new EmulatorOptions { MaximumThreads = 1, VectorWidth = width });
        var random = new Random(2);
        _inputs = [.. Enumerable.Range(0, Samples * graph.Inputs[0].Shape.Count).Select(_ => (float)(4 * random.NextDouble()) - 2)];
        _outputs = new float[Samples * graph.Outputs[0].Shape.Count];

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
        const int Repetitions = 20;
        var start = ProcessorTime;
        for (var i = 0; i < Repetitions; i++)
        {
            _emulator.Predict(_inputs, _outputs);
        }

        return Samples * Repetitions / (ProcessorTime - start).TotalSeconds;
    }
}
