using Hls4Net.Tests;
using Hls4Net.Tests.Passes;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>Trained models from many exporters: what is imported computes what their reference outputs say.</summary>
[TestClass]
public sealed class RealModelTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("own-models/digits_mlp")]
    [DataRow("own-models/digits_cnn")]
    [DataRow("own-models/breast_cancer_bn_mlp")]
    [DataRow("models/acasxu_1_1")]
    [DataRow("models/atmega_mnist14")]
    [DataRow("models/cartpole")]
    [DataRow("models/certificate_controller")]
    [DataRow("models/cifar_deep_kw")]
    [DataRow("models/cifar_resnet_2b")]
    [DataRow("models/cnn_max_mnist2")]
    [DataRow("models/collins_rul_small")]
    [DataRow("models/convnet_maxpool")]
    [DataRow("models/deeploy_autoencoder1d")]
    [DataRow("models/deeploy_cct_16")]
    [DataRow("models/dubinsrejoin")]
    [DataRow("models/espcn_subpixel_float")]
    [DataRow("models/gcas_reach")]
    [DataRow("models/hls4ml_conv1d_small_keras")]
    [DataRow("models/hls4ml_conv2d_small_keras")]
    [DataRow("models/hls4ml_dense_big_keras")]
    [DataRow("models/hls4ml_three_layer_keras")]
    [DataRow("models/hls4ml_three_layer_pytorch")]
    [DataRow("models/hls4ml_two_layer_keras")]
    [DataRow("models/keras_tract_tf2")]
    [DataRow("models/micro_kws_fp32")]
    [DataRow("models/mlperf_ad_fp32")]
    [DataRow("models/mlperf_resnet8_fp32")]
    [DataRow("models/mnist5x20_leaky")]
    [DataRow("models/mnistfc_256x2")]
    [DataRow("models/onnx2c_lstm_k1", "input_1=8,5")]
    [DataRow("models/oww_embedding")]
    [DataRow("models/qonnx_mnist_cntk")]
    [DataRow("models/qonnx_residual_block")]
    [DataRow("models/rten_mnist_dynamo")]
    [DataRow("models/tfl_helloworld")]
    [DataRow("models/tinytaxinet")]
    [DataRow("models/tll_n2_m8")]
    public void An_imported_model_computes_its_reference_outputs_in_any_layout(string folder, string inputs = "")
    {
        var model = new SharedModel(folder);
        var graph = Imported.Graph(model.Path, inputs);
        var error = model.AssertComputedBy(graph);
        TextGraph.Run(graph, new DiagnosticBag(), Simplifications.All);
        var simplified = model.AssertComputedBy(graph);
        TestContext.WriteLine(FormattableString.Invariant($"{folder}: error {error:G3} as imported, {simplified:G3} simplified"));
        Assert.IsEmpty(Simplifications.TransposesInside(graph), GraphText.Write(graph));
    }

    [TestMethod]
    public void A_forest_of_trees_is_refused_in_one_sentence()
    {
        var (_, diagnostics) = Imported.Try(Compiler.Onnx.OnnxReader.Read(Repository.Shared("models", "xgboost_wine_trees", "model.onnx")));
        Assert.Contains("TreeEnsembleClassifier", diagnostics.Single(d => d.Descriptor.Severity == Severity.Error).Message);
    }

    [TestMethod]
    public void Models_of_any_kind_import_or_fail_with_coded_errors_at_their_nodes()
    {
        foreach (var path in Directory.EnumerateFiles(Repository.Shared("models"), "model.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (graph, diagnostics) = Imported.Try(Compiler.Onnx.OnnxReader.Read(path));
            var errors = diagnostics.Where(d => d.Descriptor.Severity == Severity.Error).ToArray();
            Assert.IsTrue(errors.Length > 0 || graph.Outputs.Count > 0, path);
            TestContext.WriteLine($"{Path.GetFileName(Path.GetDirectoryName(path))}: {(errors.Length == 0 ? $"{graph.Layers.Count} layers" : $"{errors.Length} errors")}");
            foreach (var error in errors)
            {
                TestContext.WriteLine("    " + error);
            }
        }
    }
}
