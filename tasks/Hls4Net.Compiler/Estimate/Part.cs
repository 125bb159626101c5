namespace Hls4Net.Compiler.Estimate;

/// <summary>What a part has to give.</summary>
/// <param name="Name">How names of the part begin.</param>
/// <param name="Dsp">DSP blocks.</param>
/// <param name="Bram">Block memories of 18 kbit.</param>
/// <param name="Uram">UltraRAM blocks.</param>
/// <param name="Lut">Look-up tables.</param>
/// <param name="Ff">Flip-flops.</param>
/// <param name="Multiplier">The multiplier in its DSP blocks.</param>
public sealed record Part(string Name, long Dsp, long Bram, long Uram, long Lut, long Ff, DspBlock Multiplier);
