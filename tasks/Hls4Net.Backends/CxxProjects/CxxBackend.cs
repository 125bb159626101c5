namespace Hls4Net.CxxProjects;

/// <summary>A backend of C++ projects around the HLS library: its kernels, their configurations and their calls.</summary>
public abstract class CxxBackend : Backend
{
    private static readonly string[] Convolutions =
        ["Conv1D", "Conv2D", "DepthwiseConv1D", "DepthwiseConv2D", "Conv1DTranspose", "Conv2DTranspose"];

    private static readonly string[] Poolings = ["MaxPooling1D", "MaxPooling2D", "AveragePooling1D", "AveragePooling2D", "SumPooling1D", "SumPooling2D"];

    private static readonly string[] Normalizations = ["LayerNormalization", "GroupNormalization", "InstanceNormalization"];

    private static readonly string[] IOTypes = ["io_parallel", "io_stream"];

    private static readonly string[] s_products = [nameof(Dense), .. Convolutions, "LSTM", "GRU", "SimpleRNN"];

    /// <summary>A backend of that name.</summary>
    /// <param name="name">Name as users write it.</param>
    /// <param name="library">The HLS library.</param>
    /// <param name="strategies">The strategies of matrix products that the tool has.</param>
    private protected CxxBackend(string name, HlsLibrary library, params Strategy[] strategies)
        : base(name)
    {
        RegisterTemplate(new DenseConfigTemplate());
        RegisterTemplate(new KernelCall<Dense>("dense", "nnet_dense.h", "weight", "bias") { WorksByToken = (layer, width) => width == layer.NIn });
        RegisterTemplate(new BatchNormalizationConfigTemplate());
        RegisterTemplate(new KernelCall<BatchNormalization>(
            layer => layer.Scale is null ? "shift" : layer.Bias is null ? "scale" : "normalize", "nnet_batchnorm.h", "scale", "bias")
        {
            WorksByToken = (layer, width) => Repeats(layer.Scale, width) && Repeats(layer.Bias, width),
        });
        RegisterTemplate(new QuantizeConfigTemplate());
        RegisterTemplate(new KernelCall<Quantize>("quantize", "nnet_quantize.h", "scale", "bias")
        {
            WorksByToken = (layer, width) => Repeats(layer.Scale, width) && Repeats(layer.Bias, width),
        });
        RegisterTemplate(new MultiThresholdConfigTemplate());
        RegisterTemplate(new KernelCall<MultiThreshold>("multi_threshold", "nnet_threshold.h", "threshold", "step", "base")
        {
            WorksByToken = (layer, width) => Repeats(layer.Step, width),
        });
        RegisterTemplate(new MergeConfigTemplate());
        RegisterTemplate(new KernelCall<Merge>(
            layer => layer.Operation.ToString().ToLowerInvariant(), "nnet_merge.h")
        {
            WorksByToken = (layer, _) => layer.Inputs.All(input => input.Shape.Equals(layer.Output.Shape)),
        });
        RegisterTemplate(new SoftmaxConfigTemplate());
        RegisterTemplate(new KernelCall<Softmax>(
            layer => layer.Implementation switch { SoftmaxImplementation.Argmax => "softmax_argmax", SoftmaxImplementation.Legacy => "softmax_legacy", _ => "softmax" }, "nnet_softmax.h", "exp_table", "inv_table")
        {
            WorksByToken = (layer, width) => width % layer.Length == 0,
        });
        DataMovement.Register(this);
        ElementaryFunctions.Register(this);
        foreach (var convolution in Convolutions)
        {
            RegisterTemplate(new ConvolutionConfigTemplate(convolution));
            RegisterTemplate(new KernelCall<Convolution>(convolution, _ => "convolution", "nnet_convolution.h", "weight", "bias")
            {
                Steps = layer => layer.Grid.StreamSteps(),
            });
        }

        foreach (var pooling in Poolings)
        {
            RegisterTemplate(new PoolingConfigTemplate(pooling));
            RegisterTemplate(new KernelCall<Pooling>(
                pooling, layer => layer.Operation == PoolingOperation.Max ? "max_pooling" : "average_pooling", "nnet_pooling.h")
            {
                Steps = layer => layer.Grid.StreamSteps(),
            });
        }

        foreach (var normalization in Normalizations)
        {
            RegisterTemplate(new NormalizationConfigTemplate(normalization));
            RegisterTemplate(new KernelCall<NormalizationLayer>(normalization, _ => "normalize_groups", "nnet_normalization.h", "scale", "bias", "table"));
        }

        RegisterRecurrent("LSTM", "lstm", ["initial_state", "initial_cell"], [], "recurrent_table", "table", "cell_table");
        RegisterRecurrent("GRU", "gru", ["initial_state"], ["candidate_weight", "candidate_bias"], "recurrent_table", "table");
        RegisterRecurrent("SimpleRNN", "simple_rnn", ["initial_state"], [], "table");

        RegisterActivation<Linear>(new ElementwiseConfigTemplate(nameof(Linear)), "linear");
        RegisterActivation<Relu>(new ElementwiseConfigTemplate(nameof(Relu)), "relu");
        RegisterActivation<LeakyRelu>(new LeakyReluConfigTemplate(), "leaky_relu");
        RegisterActivation<PRelu>(new PReluConfigTemplate(), "prelu", "alpha");
        RegisterActivation<Clip>(new ClipConfigTemplate(), "clip");
        RegisterActivation<HardSigmoid>(new HardSigmoidConfigTemplate(), "hard_sigmoid");
        RegisterActivation<Sigmoid>(new LookupConfigTemplate(nameof(Sigmoid)), "sigmoid", "table");
        RegisterActivation<Tanh>(new LookupConfigTemplate(nameof(Tanh)), "tanh", "table");
        RegisterActivation<Softplus>(new LookupConfigTemplate(nameof(Softplus)), "softplus", "table");
        RegisterActivation<Softsign>(new LookupConfigTemplate(nameof(Softsign)), "softsign", "table");
        RegisterActivation<Elu>(new EluConfigTemplate(), "elu", "table");
        RegisterActivation<Selu>(new SeluConfigTemplate(), "selu", "table");

        library.Register(this);
        foreach (var layerClass in CallTemplates.Keys)
        {
            foreach (var ioType in IOTypes)
            {
                DeclareSupport(new LayerSupport(layerClass, ioType, s_products.Contains(layerClass) ? strategies : []));
            }
        }
    }

    /// <inheritdoc/>
    public override BackendConfig CreateInitialConfig(BackendOptions options) =>
        base.CreateInitialConfig(options) with { IOTypes = IOTypes };

    private void RegisterRecurrent(string layerClass, string kernel, string[] states, string[] more, params string[] tables)
    {
        RegisterTemplate(new RecurrentConfigTemplate(layerClass));
        RegisterTemplate(new RecurrentCall(
            layerClass, kernel, states, ["weight", "bias", "recurrent_weight", "recurrent_bias", .. more, .. tables]));
    }

    private void RegisterActivation<TLayer>(LayerConfigTemplate config, string kernel, params string[] constants)
        where TLayer : Layer
    {
        RegisterTemplate(config);
        RegisterTemplate(new KernelCall<TLayer>(kernel, "nnet_activation.h", constants)
        {
            WorksByToken = (layer, width) => layer is not PRelu prelu || Repeats(prelu.Alpha, width),
        });
    }

    private static bool Repeats(WeightTensor? operand, int width) => operand is null || width % operand.Shape.Count == 0;
}
