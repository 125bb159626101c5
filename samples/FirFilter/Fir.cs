using Hls4Net;
using Hls4Net.Emulation;

namespace FirFilter;

/// <summary>A finite impulse response filter over all elements: <c>y[i] = R(Σ coefficients[k] · x[i−k])</c>; before the first element lies zero.</summary>
public sealed class Fir : CustomLayer
{
    private readonly LayerAttribute<int> _taps;
    private readonly LayerWeight _coefficients;

    public Fir(string name)
        : base(name)
    {
        _taps = AddAttribute("taps", 4, taps => taps > 0 ? null : "a filter has at least one tap");
        _coefficients = AddWeight("coefficients", () => [_taps.Value]);
    }

    public override void EvaluateReference(ReferenceContext context)
    {
        var x = context.Input(0);
        var y = context.Output(0);
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = 0;
            for (var k = 0; k < _taps.Value && k <= i; k++)
            {
                y[i] += _coefficients.Trained(k) * x[i - k];
            }
        }
    }

    public override void InferPrecision(PrecisionContext context)
    {
        context.FitWeights(this, _coefficients.Tensor, "coefficients");
        var results = new ValueRange[Output.Shape.Count];
        var everySum = ValueRange.Zero;
        for (var i = 0; i < results.Length; i++)
        {
            for (var k = 0; k < _taps.Value && k <= i; k++)
            {
                results[i] += Input.Range[i - k] * _coefficients.Tensor.Raw[k];
                everySum = everySum.Hull(results[i]);
            }
        }

        // Exact: every sum on the way fits.
        var fraction = Input.Type.Fraction + _coefficients.Tensor.Type.Fraction;
        Types["accum"] = everySum.ToType(fraction);
        context.FitResult(this, results, fraction);
    }

    public override void Evaluate(EvaluationContext context)
    {
        var x = context.Input(0);
        var y = context.Output(0);
        for (var i = 0; i < y.Length; i++)
        {
            var sum = FixedValue.Zero;
            for (var k = 0; k < _taps.Value && k <= i; k++)
            {
                sum += _coefficients.Exact(k) * FixedValue.Of(x[i - k], Input.Type);
            }

            y[i] = sum.To(Output.Type).Raw;
        }
    }
}
