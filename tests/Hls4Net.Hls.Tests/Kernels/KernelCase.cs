using System.Numerics;
using System.Text;
using Hls4Net.Emulation;
using Hls4Net.Operators;
using static System.FormattableString;

namespace Hls4Net.Tests.Kernels;

/// <summary>One layer with its types and a few samples: what its definition makes of them, and C++ that does the same.</summary>
internal sealed class KernelCase
{
    private readonly Layer _layer;
    private readonly List<BigInteger[][]> _samples = [];

    /// <summary>A case of a layer in a graph of its own.</summary>
    /// <param name="layer">The layer; it has its settings.</param>
    /// <param name="random">Makes the samples.</param>
    /// <param name="inputs">Shape and type of each input.</param>
    public KernelCase(Layer layer, Random random, params (TensorShape Shape, FixedType Type)[] inputs)
    {
        var graph = new ModelGraph("kernel");
        var precision = new PrecisionContext(new DiagnosticBag());
        var tensors = new List<Tensor>();
        foreach (var (shape, type) in inputs)
        {
            var name = Invariant($"x{tensors.Count}");
            var input = graph.Add(new Input(name, shape), [], name);
            input.Settings = new LayerSettings { DefaultPrecision = new Precision(type) };
            input.InferPrecision(precision);
            tensors.Add(input.Output);
        }

        _layer = graph.Add(layer, tensors, "y");
        _layer.InferPrecision(precision);
        for (var k = 0; k < 6; k++)
        {
            _samples.Add([.. tensors.Select(tensor => Sample(random, tensor, k))]);
        }
    }

    /// <summary>What it is, for messages.</summary>
    public override string ToString() =>
        $"{_layer.ClassName} of {string.Join(", ", _layer.Inputs.Select(x => $"{x.Shape} {x.Type}"))} to {_layer.Output.Type} with " +
        string.Join(", ", _layer.Types.Concat(_layer.Weights.Select(w => KeyValuePair.Create(w.Key, w.Value.Type))).Select(t => $"{t.Key} {t.Value}"));

    /// <summary>Raw integers of the outputs by the layer's own definition, a line a sample.</summary>
    public IEnumerable<string> Expected()
    {
        foreach (var sample in _samples)
        {
            var context = new SampleContext(sample, new BigInteger[_layer.Output.Shape.Count]);
            _layer.Evaluate(context);
            yield return string.Concat(context.Results.Select(raw => Invariant($"{raw} ")));
        }
    }

    /// <summary>A namespace whose function <c>run</c> prints the same.</summary>
    public string Cxx(int number)
    {
        var source = new StringBuilder(Invariant($"namespace case{number} {{ // {this}\n"));
        source.Append(Invariant($"typedef {_layer.Output.Type.Cxx()} y_t;\n{KernelConfig.Of(_layer)}"));
        foreach (var (role, type, raw) in KernelConfig.Arrays(_layer))
        {
            source.Append(Invariant($"static const {type.RawCxx()} {role}_raw[] = {{{string.Join(",", raw)}}};\n"));
        }

        foreach (var (k, tensor) in _layer.Inputs.Index())
        {
            var values = string.Join(",", _samples.Select(sample => $"{{{string.Join(",", sample[k])}}}"));
            source.Append(Invariant($"typedef {tensor.Type.Cxx()} x{k}_t;\n"));
            source.Append(Invariant($"static const {tensor.Type.RawCxx()} x{k}_raw[][{tensor.Shape.Count}] = {{{values}}};\n"));
        }

        source.Append(Invariant($"void run() {{\nfor (unsigned s = 0; s < {_samples.Count}; s++) {{\n"));
        foreach (var (k, tensor) in _layer.Inputs.Index())
        {
            var n = tensor.Shape.Count;
            source.Append(Invariant($"x{k}_t x{k}[{n}]; for (unsigned i = 0; i < {n}; i++) x{k}[i] = nnet::from_raw<x{k}_t>(x{k}_raw[s][i]);\n"));
        }

        var types = string.Join(", ", _layer.Inputs.Select((_, k) => Invariant($"x{k}_t")).Append("y_t"));
        var arguments = string.Join(", ", _layer.Inputs.Select((_, k) => Invariant($"x{k}")).Append("y")
            .Concat(KernelConfig.Arrays(_layer).Select(array => array.Role + "_raw")));
        var count = _layer.Output.Shape.Count;
        source.Append(Invariant($"y_t y[{count}]; nnet::{KernelConfig.Kernel(_layer)}<{types}, config>({arguments});\n"));
        source.Append(Invariant($"for (unsigned i = 0; i < {count}; i++) std::cout << nnet::to_raw(y[i]) << ' ';\nstd::cout << '\\n'; }} }} }}\n"));
        return source.ToString();
    }

    private static BigInteger[] Sample(Random random, Tensor tensor, int k)
    {
        var raws = new BigInteger[tensor.Shape.Count];
        for (var i = 0; i < raws.Length; i++)
        {
            var bits = random.NextInt64() >> (k == 1 ? random.Next(63) : 0);
            raws[i] = (k == 0 ? random.Next(4) : 3) switch
            {
                0 => tensor.Type.MinRaw,
                1 => tensor.Type.MaxRaw,
                2 => 0,
                _ => FixedPoint.Convert(new BigInteger(bits), 0, new FixedType(tensor.Type.Width, tensor.Type.Width, tensor.Type.Signed)),
            };
        }

        return raws;
    }

    private sealed class SampleContext(BigInteger[][] inputs, BigInteger[] results) : EvaluationContext
    {
        public BigInteger[] Results => results;

        public override ReadOnlySpan<BigInteger> Input(int index) => inputs[index];

        public override Span<BigInteger> Output(int index) => results;
    }
}
