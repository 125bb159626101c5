using Hls4Net.Compiler.Passes;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Estimate;

/// <summary>
/// The best reuse factors for every interval: each product takes the largest legal one that keeps it within the interval, so it has
/// the fewest multipliers. Two loops over a few divisors; the same model always gets the same answer.
/// </summary>
internal sealed class ReuseFrontier
{
    private readonly IReadOnlyList<Choice> _choices;

    /// <summary>The frontier of a model's products.</summary>
    /// <param name="model">The model.</param>
    /// <param name="streams">Whether positions arrive one by one.</param>
    /// <param name="block">The multiplier; null while types are unknown: each counts as one.</param>
    /// <param name="isOpen">Which products may be chosen for; the others stay as they are.</param>
    public ReuseFrontier(ModelGraph model, bool streams, DspBlock? block, Func<Layer, bool>? isOpen = null) =>
        _choices = [.. model.Layers.SelectMany(layer => layer.MatrixProducts.Select(product => new Choice(layer, product, streams, block, isOpen?.Invoke(layer) ?? true)))];

    /// <summary>Every interval at which some product gets smaller, with what the model needs then; the fastest first.</summary>
    public IReadOnlyList<FrontierPoint> Points()
    {
        var points = new List<FrontierPoint>();
        var intervals = new SortedSet<long>();
        foreach (var choice in _choices)
        {
            choice.AddIntervals(intervals);
        }

        foreach (var interval in intervals)
        {
            var point = At(interval);
            if (_choices.All(choice => choice.Fits(interval)) && (points.Count == 0 || point.Dsp < points[^1].Dsp || point.Multipliers < points[^1].Multipliers))
            {
                points.Add(point);
            }
        }

        return points;
    }

    /// <summary>What the model needs when every product keeps within an interval, or is as fast as it can be.</summary>
    public FrontierPoint At(long interval)
    {
        var (slowest, multipliers, dsp) = (_choices.Count == 0 ? 1L : long.MinValue, 0L, 0L);
        foreach (var choice in _choices)
        {
            var reuse = choice.Best(interval);
            slowest = Math.Max(slowest, choice.IntervalOf(reuse));
            multipliers += choice.Multipliers(reuse);
            dsp += choice.Dsp(reuse);
        }

        return new FrontierPoint(slowest, multipliers, dsp);
    }

    /// <summary>Gives every open product its reuse factor for an interval.</summary>
    public void Apply(long interval)
    {
        foreach (var choice in _choices)
        {
            choice.Apply(choice.Best(interval));
        }
    }

    private sealed class Choice
    {
        private readonly IMatrixProduct _product;
        private readonly IReadOnlyList<int> _legal;
        private readonly long _turns;
        private readonly long _copies;
        private readonly long _dsp;
        private readonly bool _isOpen;

        public Choice(Layer layer, IMatrixProduct product, bool streams, DspBlock? block, bool isOpen)
        {
            (_product, _isOpen) = (product, isOpen);
            _legal = isOpen ? LegalReuseFactors.Of(product.NIn, product.NOut) : [product.ReuseFactor];
            _copies = streams || product is not Convolution ? 1 : product.ParallelPositions;
            _turns = product.Positions / _copies;
            _dsp = block?.Of(layer.Input.Type, product.Weight.Type).Most ?? 1;
        }

        public void AddIntervals(SortedSet<long> intervals)
        {
            foreach (var reuse in _legal)
            {
                intervals.Add(IntervalOf(reuse));
            }
        }

        public long IntervalOf(int reuse) => _turns * reuse;

        public bool Fits(long interval) => IntervalOf(_legal[0]) <= interval || !_isOpen;

        public int Best(long interval) => _legal.LastOrDefault(reuse => IntervalOf(reuse) <= interval, _legal[0]);

        public long Multipliers(int reuse) => _copies * (((((long)_product.NIn * _product.NOut) + reuse - 1) / reuse));

        public long Dsp(int reuse) => Multipliers(reuse) * _dsp;

        public void Apply(int reuse)
        {
            if (_isOpen)
            {
                (_product.Strategy, _product.ReuseFactor) = (reuse == 1 ? _product.Strategy : Strategy.Resource, reuse);
            }
        }
    }
}
