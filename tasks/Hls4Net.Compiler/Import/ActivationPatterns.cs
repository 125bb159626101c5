using Hls4Net.Compiler.Onnx;
using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import;

/// <summary>
/// Recognises smooth activations that exporters take apart, whatever the order of their factors: the products and sums around one
/// function f are multiplied out to <c>p(x) + q(x) · f</c> with polynomials p and q, which tell what it is.
/// </summary>
/// <param name="nodes">The ONNX graph.</param>
/// <param name="find">The value of a name, as far as imported; null where there is none.</param>
internal sealed class ActivationPatterns(NodeGraph nodes, Func<string, ImportedValue?> find)
{
    private const int Depth = 6;
    private const int Degree = 6;
    private const int MostVariables = 12;

    // Exporters write constants with six or seven digits.
    private const double Precision = 1e-4;

    private static readonly string[] s_functions = ["Erf", "Tanh", "Sigmoid", "Clip"];
    private static readonly double[] s_half = [0, 0.5];
    private static readonly double[] s_identity = [0, 1];

    /// <summary>The activation whose last node this is, what it is applied to, and the nodes it is made of; null where it is none.</summary>
    public (RampFunction? Ramp, string X, HashSet<OnnxNode> Nodes)? Find(OnnxNode last)
    {
        foreach (var name in Functions(last))
        {
            foreach (var (ramp, x, free, factor) in Meanings(name))
            {
                HashSet<OnnxNode> pattern = [last];
                if (Expand(last, new Unknowns(x, nodes.Source(name)), pattern, Depth) is { } form && Equal(form.Free, free) && Equal(form.Factor, factor)
                    && Argument(name, x, pattern) && nodes.IsClosed(pattern, last))
                {
                    return (ramp, x, pattern);
                }
            }
        }

        return null;
    }

    /// <summary>Outputs of functions behind the products and sums that end in a node.</summary>
    private List<string> Functions(OnnxNode last)
    {
        var found = new List<string>();
        var pending = new Stack<(string Name, int Depth)>(last.Inputs.Select(input => (input, Depth)));
        while (pending.TryPop(out var next) && found.Count < Degree)
        {
            if (nodes.Maker(next.Name, new HashSet<OnnxNode>(), [.. s_functions, "Add", "Mul", "Div"]) is not { } maker)
            {
                continue;
            }

            if (maker.OpType is "Add" or "Mul" or "Div")
            {
                maker.Inputs.Where(_ => next.Depth > 0).ToList().ForEach(input => pending.Push((input, next.Depth - 1)));
            }
            else
            {
                found.Add(next.Name);
            }
        }

        return found;
    }

    /// <summary>What a function can be part of: the activation, its x, and the polynomials beside it; no ramp stands for HardSwish.</summary>
    private IEnumerable<(RampFunction? Ramp, string X, double[] Free, double[] Factor)> Meanings(string name)
    {
        var function = nodes.Maker(name, new HashSet<OnnxNode>(), s_functions)!;
        var argument = nodes.Source(function.Inputs[0]);
        switch (function.OpType)
        {
            case "Sigmoid":
                return [(RampFunction.Swish, argument, [], s_identity)];
            case "Tanh" when nodes.Maker(argument, new HashSet<OnnxNode>(), "Softplus") is { } softplus:
                return [(RampFunction.Mish, nodes.Source(softplus.Inputs[0]), [], s_identity)];
            case "Clip":
                return Bounds(function) == (0, 6) ? Variables(argument).Select(x => ((RampFunction?)null, x, Array.Empty<double>(), (double[])[0, 1 / 6.0])) : [];
            default:
                RampFunction? ramp = function.OpType == "Erf" ? RampFunction.Gelu : RampFunction.GeluTanh;
                return Variables(argument).Select(x => (ramp, x, s_half, s_half));
        }
    }

    /// <summary>Whether a function is applied to what its activation asks for; notes the nodes.</summary>
    private bool Argument(string name, string x, HashSet<OnnxNode> pattern)
    {
        var function = nodes.Maker(name, pattern, s_functions)!;
        var wanted = function.OpType switch
        {
            "Erf" => [0, 1 / Math.Sqrt(2)],
            "Clip" => [3, 1],
            "Tanh" when nodes.Maker(function.Inputs[0], pattern, "Softplus") is null => [0, Math.Sqrt(2 / Math.PI), 0, Math.Sqrt(2 / Math.PI) * 0.044715],
            _ => (double[]?)null,
        };
        return wanted is null || (Expand(function.Inputs[0], new Unknowns(x, null), pattern, Depth) is { } argument && Equal(argument.Free, wanted));
    }

    /// <summary>Names that an expression may be a polynomial in: what its sums, products and powers read.</summary>
    private HashSet<string> Variables(string name)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<(string Name, int Depth)>([(name, Depth)]);
        while (pending.TryPop(out var next) && found.Count < MostVariables)
        {
            if (nodes.Maker(next.Name, new HashSet<OnnxNode>(), "Add", "Mul", "Div", "Pow") is { } maker && next.Depth > 0)
            {
                foreach (var input in maker.Inputs.Select(nodes.Source).Where(input => Scalar(input) is null))
                {
                    found.Add(input);
                    pending.Push((input, next.Depth - 1));
                }
            }
        }

        return found;
    }

    private (double Low, double High)? Bounds(OnnxNode clip)
    {
        double? Bound(int input, string attribute) => clip.Inputs.Count > input && clip.Inputs[input].Length > 0 ? Scalar(clip.Inputs[input])
            : clip.Attributes.FirstOrDefault(own => own.Name == attribute)?.Float;
        return Bound(1, "min") is { } low && Bound(2, "max") is { } high ? (low, high) : null;
    }

    private double? Scalar(string name) => find(nodes.Source(name))?.Constant is { Count: 1, Shape.Count: <= 1 } constant ? constant.Reals[0] : null;

    /// <summary>A value multiplied out; null where it is no such expression.</summary>
    private Form? Expand(string name, Unknowns unknowns, HashSet<OnnxNode> pattern, int depth)
    {
        var source = nodes.Source(name);
        if (source == unknowns.X)
        {
            return new Form(s_identity, []);
        }

        if (source == unknowns.Function)
        {
            _ = nodes.Maker(name, pattern, s_functions);
            return new Form([], [1]);
        }

        return Scalar(source) is { } constant ? new Form([constant], [])
            : depth > 0 && nodes.Maker(name, pattern, "Add", "Mul", "Div", "Pow") is { } maker ? Expand(maker, unknowns, pattern, depth - 1) : null;
    }

    private Form? Expand(OnnxNode node, Unknowns unknowns, HashSet<OnnxNode> pattern, int depth)
    {
        if (node.Inputs.Count != 2 || Expand(node.Inputs[0], unknowns, pattern, depth) is not { } left || Expand(node.Inputs[1], unknowns, pattern, depth) is not { } right)
        {
            return null;
        }

        var number = right is { Free.Length: 1, Factor.Length: 0 } ? right.Free[0] : (double?)null;
        return node.OpType switch
        {
            "Add" => new Form(Sum(left.Free, right.Free), Sum(left.Factor, right.Factor)),
            "Mul" => left * right,
            "Div" when number is { } divisor and not 0 => left * new Form([1 / divisor], []),
            "Pow" when number == 2 => left * left,
            "Pow" when number == 3 => left * left is { } square ? square * left : null,
            _ => null,
        };
    }

    private static double[] Sum(double[] a, double[] b) =>
        [.. Enumerable.Range(0, Math.Max(a.Length, b.Length)).Select(i => a.ElementAtOrDefault(i) + b.ElementAtOrDefault(i))];

    private static bool Equal(double[] a, double[] b) => Enumerable.Range(0, Math.Max(a.Length, b.Length))
        .All(i => Math.Abs(a.ElementAtOrDefault(i) - b.ElementAtOrDefault(i)) <= Precision * Math.Abs(b.ElementAtOrDefault(i)));

    /// <summary>What the polynomials are in, and the function beside them.</summary>
    private sealed record Unknowns(string X, string? Function);

    /// <summary><c>Free(x) + Factor(x) · f</c>, coefficients from the constant upwards.</summary>
    private sealed record Form(double[] Free, double[] Factor)
    {
        /// <summary>The product; null where the function would be squared or a degree is out of sight.</summary>
        public static Form? operator *(Form left, Form right) =>
            (left.Factor.Length > 0 && right.Factor.Length > 0) || left.Length + right.Length > Degree + 1 ? null
            : new Form(Product(left.Free, right.Free), Sum(Product(left.Free, right.Factor), Product(left.Factor, right.Free)));

        private int Length => Math.Max(Free.Length, Factor.Length);

        private static double[] Product(double[] a, double[] b)
        {
            var product = new double[a.Length == 0 || b.Length == 0 ? 0 : a.Length + b.Length - 1];
            for (var i = 0; i < a.Length; i++)
            {
                for (var j = 0; j < b.Length; j++)
                {
                    product[i + j] += a[i] * b[j];
                }
            }

            return product;
        }
    }
}
