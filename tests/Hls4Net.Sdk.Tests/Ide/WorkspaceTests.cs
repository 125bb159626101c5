namespace Hls4Net.Tests.Ide;

[TestClass]
public sealed class WorkspaceTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public void An_editor_sees_the_class_on_a_clean_tree_its_changes_and_the_last_good_one_with_one_diagnostic()
    {
        using var consumer = new Consumer("edited").WithModel().WithSdk("""<Hls4NetModel Include="net.onnx" />""");
        consumer.Write("Uses.cs", "class Uses { float[] y = new app.Net().Predict([1f, 2f]); }");
        consumer.Run(["restore"]).Succeeds();
        using var client = new WorkspaceClient(consumer["app.csproj"]);

        // Nothing was ever built.
        var clean = Open();
        CollectionAssert.AreEquivalent(
            new[] { "Inputs", "Outputs", "SaturatedInputs", "Predict", "Predict", "Trace", "ToRaw", "FromRaw" }, clean.Select(NameOf).ToArray(), string.Join('\n', clean));
        Assert.IsTrue(clean.All(line => line.Contains("<summary>", StringComparison.Ordinal)), string.Join('\n', clean));
        Assert.IsTrue(clean.Any(line => line.Contains("3 values, shape [3]", StringComparison.Ordinal)));
        Assert.IsFalse(Directory.Exists(consumer.State("net")), "an editor converts nothing");

        consumer.WithModel(outputs: 7);
        Assert.IsTrue(Open().Any(line => line.Contains("7 values, shape [7]", StringComparison.Ordinal)));

        consumer.Write("net.onnx", "half an export");
        var broken = Open();
        Assert.Contains("not a whole ONNX model", broken.Single(line => line.StartsWith("problem:", StringComparison.Ordinal)));
        Assert.IsTrue(broken.Any(line => line.Contains("7 values, shape [7]", StringComparison.Ordinal)));

        IReadOnlyList<string> Open()
        {
            var lines = client.Open("app.Net");
            TestContext.WriteLine(lines[^1]);
            Assert.IsFalse(lines.Any(line => line.StartsWith("error:", StringComparison.Ordinal)), string.Join('\n', lines));
            return [.. lines.SkipLast(1)];
        }
    }

    private static string NameOf(string line) => line["member: ".Length..].Split('<')[0].Trim();
}
