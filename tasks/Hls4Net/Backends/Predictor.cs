using System.Numerics;

namespace Hls4Net;

/// <summary>
/// A backend's own evaluation of a model, for hardware that does not compute what the built-in emulator computes. Where a backend
/// has one, test vectors, accuracy, verification and the generated class use it. A public class with a public constructor without
/// parameters: the generated class makes one. One instance is used from several threads.
/// </summary>
public abstract class Predictor
{
    /// <summary>Evaluates one sample.</summary>
    /// <param name="model">The typed model: the compiler's graph, or at run time the one that the generated class embeds.</param>
    /// <param name="inputs">Per model input: the raw integers, C order, in units of the tensor's type, which holds them.</param>
    /// <returns>Per model output: the raw integers, C order, in units of the tensor's type.</returns>
    public abstract BigInteger[][] Predict(ModelGraph model, IReadOnlyList<BigInteger[]> inputs);
}
