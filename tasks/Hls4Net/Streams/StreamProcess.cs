namespace Hls4Net.Streams;

/// <summary>A kernel at work between FIFOs: it does its steps one after the other, and waits where a FIFO is empty or full.</summary>
/// <param name="Name">The user's name of its layer, for messages.</param>
/// <param name="Inputs">FIFO of each input, as an index into the network's FIFOs.</param>
/// <param name="Outputs">FIFO of each output.</param>
/// <param name="Steps">Its schedule over one sample, exactly as its C++ kernel reads and writes.</param>
public sealed record StreamProcess(string Name, IReadOnlyList<int> Inputs, IReadOnlyList<int> Outputs, IEnumerable<StreamStep> Steps);
