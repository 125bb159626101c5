namespace Hls4Net.Tests.Templates;

/// <summary>`dotnet new` from the package, in a hive of its own, and what comes out built as a user would; that of models by GettingStartedTests.</summary>
[TestClass]
public sealed class TemplateTests
{
    [TestMethod]
    public void A_new_backend_passes_its_conformance_tests_and_serves_a_consumer_as_a_package()
    {
        using var consumer = new Consumer("hls4net new backend", otherSources: true);
        New(consumer, "hls4net-backend", "Acme", "--backend", "AcmeOne");
        var (code, output) = Dotnet.Run(consumer["Acme"], "run", "--project", "tests/Acme.Tests");
        Assert.AreEqual(0, code, output);
        StringAssert.Matches(output, new(@"succeeded: ([6-9]\d|\d{3,})"), "at least 60 tests");

        (code, output) = Dotnet.Run(consumer["Acme"], "pack", "src/Acme", "-o", consumer.OwnFeed(), $"-p:PackageVersion={Packages.Version}");
        Assert.AreEqual(0, code, output);
        consumer.WithModel();
        consumer.WithSdk($"""<PackageReference Include="Acme" Version="{Packages.Version}" /><Hls4NetModel Include="net.onnx" Backend="acmeone" PowerBudget="2.5" />""");
        consumer.Write("Directory.Build.props", "<Project><PropertyGroup><EnableDefaultCompileItems>false</EnableDefaultCompileItems></PropertyGroup></Project>");
        consumer.Build("app.csproj");
        Assert.IsTrue(File.Exists(consumer.State("net", "firmware", "net.cpp")));
    }

    private static void New(Consumer consumer, string template, string name, params string[] arguments)
    {
        string[] hive = ["--debug:custom-hive", consumer["hive"]];
        Succeed(["new", "install", Packages.File("Hls4Net.Templates"), .. hive]);
        Succeed(["new", template, "-n", name, "-o", consumer[name], .. arguments, .. hive]);

        void Succeed(string[] command)
        {
            var (code, output) = Dotnet.Run(consumer.Path, command);
            Assert.AreEqual(0, code, output);
        }
    }
}
