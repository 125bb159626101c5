namespace Hls4Net.Emulation;

/// <summary>
/// Evaluates a model in double precision with the weights as trained: what accuracy is measured against. Needs no types.
/// One instance may be used from several threads.
/// </summary>
public sealed class ReferenceEvaluator
{
    // Less than a millisecond of multiply-adds.
    private const long WorthSharing = 1 << 20;

    private readonly Layer[] _layers;
    private readonly long _cost;

    /// <summary>An evaluator of that model.</summary>
    public ReferenceEvaluator(ModelGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);

        // The graph sorts itself when asked, which threads must not do at once.
        _layers = [.. graph.Layers];
        _cost = CostOf(_layers);
        Inputs = [.. graph.Inputs];
        Outputs = [.. graph.Outputs];
    }

    /// <summary>The model's inputs.</summary>
    public IReadOnlyList<Tensor> Inputs { get; }

    /// <summary>The model's outputs.</summary>
    public IReadOnlyList<Tensor> Outputs { get; }

    /// <summary>Evaluates a batch with a model of one input and one output.</summary>
    /// <exception cref="ArgumentException">A length is no whole number of samples, or the lengths do not belong together.</exception>
    public void Predict(ReadOnlyMemory<float> inputs, Memory<float> outputs) => Predict([inputs], [outputs]);

    /// <summary>Evaluates a batch with any model: a buffer per input and per output, in the order of the model.</summary>
    /// <exception cref="ArgumentException">A buffer is missing, or a length is wrong.</exception>
    public void Predict(IReadOnlyList<ReadOnlyMemory<float>> inputs, IReadOnlyList<Memory<float>> outputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        var samples = BatchShape.SamplesOf(inputs, Inputs);
        BatchShape.Require(outputs, samples, Outputs);
        ForEach(samples, sample =>
        {
            var values = Evaluate(inputs, sample);
            for (var i = 0; i < Outputs.Count; i++)
            {
                var results = values[Outputs[i]];
                var destination = outputs[i].Span.Slice(sample * results.Length, results.Length);
                for (var element = 0; element < results.Length; element++)
                {
                    destination[element] = (float)results[element];
                }
            }
        });
    }

    /// <summary>Every tensor's values, by tensor name, in the order they are computed.</summary>
    /// <param name="inputs">A buffer per input, in the order of the model: one sample, or several one after another.</param>
    /// <returns>As many samples of each tensor, one after another, C order.</returns>
    /// <exception cref="ArgumentException">A buffer is missing, or a length is wrong.</exception>
    public IReadOnlyDictionary<string, double[]> Trace(params IReadOnlyList<ReadOnlyMemory<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var samples = BatchShape.SamplesOf(inputs, Inputs);
        var trace = new OrderedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var tensor in Inputs.Concat(_layers.Where(layer => layer is not Operators.Input).SelectMany(layer => layer.Outputs)))
        {
            trace[tensor.Name] = new double[samples * tensor.Shape.Count];
        }

        ForEach(samples, sample =>
        {
            foreach (var (tensor, values) in Evaluate(inputs, sample))
            {
                values.CopyTo(trace[tensor.Name], sample * values.Length);
            }
        });
        return trace;
    }

    /// <summary>Evaluates samples, on several threads where that is worth waking them.</summary>
    private void ForEach(int samples, Action<int> evaluate)
    {
        if (samples * _cost > WorthSharing)
        {
            Parallel.For(0, samples, evaluate);
            return;
        }

        for (var sample = 0; sample < samples; sample++)
        {
            evaluate(sample);
        }
    }

    /// <summary>Multiply-adds of a sample and values that it writes.</summary>
    private static long CostOf(Layer[] layers)
    {
        var cost = 0L;
        foreach (var layer in layers)
        {
            foreach (var product in layer.MatrixProducts)
            {
                cost += (long)product.NIn * product.NOut * product.Positions;
            }

            foreach (var output in layer.Outputs)
            {
                cost += output.Shape.Count;
            }
        }

        return cost;
    }

    private OrderedDictionary<Tensor, double[]> Evaluate(IReadOnlyList<ReadOnlyMemory<float>> inputs, int sample)
    {
        var values = new OrderedDictionary<Tensor, double[]>();
        for (var i = 0; i < Inputs.Count; i++)
        {
            var count = Inputs[i].Shape.Count;
            values[Inputs[i]] = Array.ConvertAll(inputs[i].Slice(sample * count, count).ToArray(), value => (double)value);
            Quantize(Inputs[i], values[Inputs[i]]);
        }

        foreach (var layer in _layers)
        {
            if (layer is Operators.Input)
            {
                continue;
            }

            foreach (var output in layer.Outputs)
            {
                values[output] = new double[output.Shape.Count];
            }

            Evaluate(layer, new Sample(layer, values));
            foreach (var output in layer.Outputs)
            {
                Quantize(output, values[output]);
            }
        }

        return values;
    }

    /// <summary>A quantiser of the model that became a type is part of what the model computes.</summary>
    private static void Quantize(Tensor tensor, double[] values)
    {
        if (tensor.TrainedType is { } type)
        {
            FixedPoint.Round(values, type);
        }
    }

    private static void Evaluate(Layer layer, Sample sample)
    {
        try
        {
            layer.EvaluateReference(sample);
        }
        catch (Exception e)
        {
            throw new LayerFailedException(layer, nameof(Layer.EvaluateReference), e);
        }

        // Of a plugin's layer alone: what built-in ones compute from numbers are numbers.
        if (layer is CustomLayer && Enumerable.Range(0, layer.Outputs.Count).Any(i => HasNaN(sample.Output(i)))
            && !Enumerable.Range(0, layer.Inputs.Count).Any(i => HasNaN(sample.Input(i))))
        {
            throw new LayerFailedException(layer, nameof(Layer.EvaluateReference), new PluginFaultException("It computes NaN (not a number) from inputs that are numbers."));
        }
    }

    private static bool HasNaN(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (double.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Sample(Layer layer, OrderedDictionary<Tensor, double[]> values) : ReferenceContext
    {
        public override ReadOnlySpan<double> Input(int index) => values[layer.Inputs[index]];

        public override Span<double> Output(int index) => values[layer.Outputs[index]];
    }
}
