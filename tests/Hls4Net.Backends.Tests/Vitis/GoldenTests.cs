namespace Hls4Net.Tests.Vitis;

[TestClass]
public sealed class GoldenTests
{
    [TestMethod]
    public void The_project_of_a_small_model_is_the_golden_one()
    {
        var project = VitisProject.Write(SmallModels.TwoByTwo(), SmallModels.TwoByTwoVectors);
        Golden.AreEqual("two_by_two", project.Output, path => !path.Contains("nnet_utils", StringComparison.Ordinal) && !path.Contains("ap_types", StringComparison.Ordinal));
    }
}
