namespace Hls4Net;

/// <summary>A step of a vendor's tool; they run in this order.</summary>
public enum SynthesisStep
{
    /// <summary>Compiles and runs the C++ with the tool's own compiler (<c>csim</c>).</summary>
    CSim,

    /// <summary>High-level synthesis (<c>csynth</c>).</summary>
    CSynth,

    /// <summary>Simulates the hardware with the test bench (<c>cosim</c>).</summary>
    CoSim,

    /// <summary>Packs the hardware for further tools (<c>export</c>).</summary>
    Export,

    /// <summary>Logic synthesis, which tells the true resources (<c>vsynth</c>).</summary>
    VSynth,
}
