using System.Numerics;
using Hls4Net.Compiler.Report;
using Hls4Net.Compiler.TestInputs;
using Hls4Net.Emulation;

namespace Hls4Net.Compiler.Verification;

/// <summary>Compares the generated C++ with the emulator, raw integer by raw integer, and the emulator with the float reference.</summary>
public static class Verifier
{
    private const int ListedMismatches = 10;

    /// <summary>Compiles, runs and compares.</summary>
    /// <param name="model">The typed model the project was written from.</param>
    /// <param name="simulation">The project; with <see cref="CSimulation.Trace"/> every tensor is compared, else the outputs.</param>
    /// <param name="inputs">Per sample, per model input: the raw integers.</param>
    /// <param name="diagnostics">Where a difference is reported (HLSN6004).</param>
    /// <param name="predictor">The backend's own evaluation of models; null for the built-in emulator.</param>
    /// <param name="cancellation">Stops the compiler or the test bench.</param>
    /// <exception cref="DiagnosticException">The project does not compile or its test bench does not finish.</exception>
    public static VerificationResult Run(
        ModelGraph model, CSimulation simulation, IReadOnlyList<BigInteger[][]> inputs, DiagnosticBag diagnostics,
        Predictor? predictor = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentNullException.ThrowIfNull(diagnostics);
        simulation.Compile(cancellation);
        var emulator = new Emulator(model, new EmulatorOptions { Predictor = predictor });
        var traces = inputs.Select(sample => emulator.TraceRaw(sample)).ToArray();
        var outputs = inputs.Select(sample => emulator.PredictRaw(sample)).ToArray();
        var log = simulation.Run(new TestVectors(inputs, outputs), cancellation);
        var tensors = model.Layers.SelectMany(layer => layer.Outputs).ToArray();
        var comparison = new Comparison();
        for (var i = 0; i < log.Trace.Count; i++)
        {
            // A reshaped tensor is the array of another one: the emulator may not list it.
            var (sample, tensor) = (i / tensors.Length, tensors[i % tensors.Length]);
            comparison.Add(sample, tensor.Name, traces[sample].GetValueOrDefault(tensor.Name, log.Trace[i]), log.Trace[i]);
        }

        for (var sample = 0; sample < log.Outputs.Count; sample++)
        {
            var start = 0;
            foreach (var (tensor, expected) in model.Outputs.Zip(outputs[sample]))
            {
                var line = log.Outputs[sample];
                comparison.Add(sample, tensor.Name, expected, line.AsSpan(Math.Min(start, line.Length)));
                start += expected.Length;
            }
        }

        if (comparison.Listed is [var first, ..])
        {
            var type = tensors.First(tensor => tensor.Name == first.Tensor).Type;
            diagnostics.Report(
                VerificationDiagnostics.Mismatch, tensors.First(tensor => tensor.Name == first.Tensor).Producer?.Name,
                first.Tensor, first.Sample, first.Index, first.Actual, first.Expected, type, comparison.Count);
        }

        var errors = AccuracyTable.Measure(model, emulator, SampleBlocks.ToNumbers(model.Inputs, inputs)).Tensors;
        return new VerificationResult(inputs.Count, comparison.Values, comparison.Count, comparison.Listed, errors);
    }

    /// <summary>Counts differences and keeps the first few.</summary>
    private sealed class Comparison
    {
        public List<Mismatch> Listed { get; } = [];

        public long Count { get; private set; }

        public long Values { get; private set; }

        public void Add(int sample, string tensor, BigInteger[] expected, ReadOnlySpan<BigInteger> actual)
        {
            for (var i = 0; i < expected.Length; i++)
            {
                Values++;
                if (i < actual.Length && expected[i] == actual[i])
                {
                    continue;
                }

                Count++;
                if (Listed.Count < ListedMismatches)
                {
                    Listed.Add(new Mismatch(sample, tensor, i, expected[i], i < actual.Length ? actual[i] : BigInteger.Zero));
                }
            }
        }
    }
}
