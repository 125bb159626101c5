using Hls4Net.Tasks.Planning;

namespace Hls4Net.Tests.Planning;

[TestClass]
public sealed class ProjectNamesTests
{
    [TestMethod]
    [DataRow("net.onnx", "net", "Net")]
    [DataRow("dir/Jet-Tagger.v2.onnx", "jet_tagger_v2", "JetTaggerV2")]
    [DataRow("3layer.onnx", "model_3layer", "Model3layer")]
    [DataRow("double.onnx", "double_model", "DoubleModel")]
    [DataRow("nnet.onnx", "nnet_model", "NnetModel")]
    [DataRow("größe ∆.onnx", "gr_e", "GrE")]
    [DataRow("日本.onnx", "model", "Model")]
    [DataRow("predict.onnx", "predict", "PredictModel")]
    public void A_file_name_becomes_an_identifier_and_a_class(string file, string project, string type)
    {
        Assert.AreEqual(project, ProjectNames.FromFile(file));
        Assert.AreEqual(type, ProjectNames.ClassName(project));
        Assert.IsNull(ProjectNames.Problem(project));
    }

    [TestMethod]
    [DataRow("3d")]
    [DataRow("a-b")]
    [DataRow("_a")]
    [DataRow("a__b")]
    [DataRow("Class")]
    [DataRow("größe")]
    public void What_cannot_name_a_function_is_refused(string name) => Assert.IsNotNull(ProjectNames.Problem(name));

    [TestMethod]
    public void The_extension_of_a_plugins_format_goes_as_a_whole()
    {
        Assert.AreEqual("net", ProjectNames.FromFile("a/net.mlp.json", ".json", ".MLP.json"));
        Assert.AreEqual("net_mlp", ProjectNames.FromFile("net.mlp.json", ".x"));
    }
}
