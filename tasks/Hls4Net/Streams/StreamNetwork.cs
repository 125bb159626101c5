namespace Hls4Net.Streams;

/// <summary>
/// Kernels joined by FIFOs, one writer and one reader each. The model is a Kahn process network: with given depths it either
/// always runs to its end or never does, whatever the speed of each kernel, so that one simulated run proves it.
/// </summary>
/// <param name="processes">The kernels; a source has no inputs, a sink no outputs.</param>
/// <param name="fifos">Number of FIFOs.</param>
public sealed class StreamNetwork(IReadOnlyList<StreamProcess> processes, int fifos)
{
    /// <summary>The kernels.</summary>
    public IReadOnlyList<StreamProcess> Processes { get; } = processes;

    /// <summary>Number of FIFOs.</summary>
    public int Fifos { get; } = fifos;

    /// <summary>Runs one sample through FIFOs of these depths.</summary>
    /// <param name="depths">Tokens that each FIFO holds, at least 1.</param>
    /// <returns>Names of the kernels that wait for ever; none where the sample comes through.</returns>
    public IReadOnlyList<string> Simulate(IReadOnlyList<int> depths)
    {
        ArgumentNullException.ThrowIfNull(depths);
        using var run = new StreamSimulation(this, [.. depths]);
        run.Advance();
        return run.Waiting;
    }

    /// <summary>
    /// Depths, grown from <paramref name="least"/>, with which a sample comes through. Where all wait, some kernels wait for each
    /// other in a circle; the shallowest full FIFO of the circle grows by a token, and the run goes on.
    /// </summary>
    /// <remarks>
    /// T. M. Parks, Bounded Scheduling of Process Networks, University of California at Berkeley, 1995, chapter 4; that the circle
    /// decides, and not the whole network: M. Geilen and T. Basten, Requirements on the Execution of Kahn Process Networks, 2003.
    /// </remarks>
    /// <param name="least">Depth to start from, in tokens.</param>
    /// <exception cref="InvalidOperationException">A kernel waits for a token that nobody will write: its schedule does not fit its neighbours'.</exception>
    public IReadOnlyList<int> FindDepths(int least = 2)
    {
        var depths = Enumerable.Repeat(least, Fifos).ToArray();
        using var run = new StreamSimulation(this, depths);
        for (run.Advance(); run.Waiting.Count > 0; run.Advance())
        {
            var full = run.FindFullCircle();
            if (full.Count == 0)
            {
                throw new InvalidOperationException($"No token will ever come for {string.Join(", ", run.Waiting)}.");
            }

            run.Grow(full.OrderBy(fifo => depths[fifo]).ThenBy(fifo => fifo).First());
        }

        return depths;
    }
}
