namespace Hls4Net.Tests.Building;

[TestClass]
public sealed class DiagnosticsTests
{
    [TestMethod]
    public void All_problems_of_the_items_are_reported_in_one_build_with_suggestions()
    {
        using var consumer = new Consumer().WithModel("net.onnx").WithModel("other/net.onnx").WithModel("good.onnx").WithSdk("""
            <Hls4NetModel Include="nett.onnx" />
            <Hls4NetModel Include="net.onnx" Strategy="Resorce" ReuseFactor="1,5" ClockPeriod="3,3" Synthesize="yes" />
            <Hls4NetModel Include="other/net.onnx" TestData="missing.npz" />
            <Hls4NetModel Include="good.onnx" ProjectName="3-layers" />
            <Hls4NetModel Include="good.onnx" ProjectName="one" OutputDirectory="hls" />
            <Hls4NetModel Include="good.onnx" ProjectName="two" OutputDirectory="hls/" />
            <Hls4NetLayer Include="fc1" Model="goood" ReuseFactor="2" />
            """);
        var build = consumer.BuildFails();
        CollectionAssert.AreEquivalent(
            new[] { "HLSN1002", "HLSN1003", "HLSN1004", "HLSN1005", "HLSN1006", "HLSN1007", "HLSN1008" }, build.Errors, string.Join('\n', build.Output));
        Assert.Contains("Did you mean 'net.onnx'?", build.Texts("HLSN1002").Single());
        Assert.Contains("'net.onnx' and 'other/net.onnx'", build.Texts("HLSN1003").Single());
        Assert.Contains("Did you mean 'Resource'?", string.Join('\n', build.Texts("HLSN1005")));
        Assert.HasCount(4, build.Texts("HLSN1005"));
        Assert.IsEmpty(build.Converted);
    }

    [TestMethod]
    public void Unknown_backends_and_options_are_answered_with_the_known_ones()
    {
        using var consumer = new Consumer().WithModel().WithSdk("""
            <Hls4NetModel Include="net.onnx" Backend="Vitiss" />
            <Hls4NetModel Include="net.onnx" ProjectName="b" ClokPeriod="5" Strateggy="Resource" />
            """);
        var build = consumer.BuildFails();
        CollectionAssert.AreEquivalent(new[] { "HLSN4001", "HLSN1080" }, build.Errors);
        Assert.Contains("Did you mean 'Vitis'?", build.Texts("HLSN4001").Single());
        Assert.Contains("Did you mean 'ClockPeriod'?", string.Join('\n', build.Texts("HLSN1080")));
        Assert.Contains("Did you mean 'Strategy'?", string.Join('\n', build.Texts("HLSN1080")));
    }

    [TestMethod]
    public void A_broken_model_is_an_error_at_its_file_and_the_other_models_problems_are_told_too()
    {
        using var consumer = new Consumer().WithSdk("""<Hls4NetModel Include="a.onnx" /><Hls4NetModel Include="b.onnx" />""");
        consumer.Write("a.onnx", "");
        consumer.Write("b.onnx", "no model");
        var build = consumer.BuildFails();
        Assert.Contains(consumer["a.onnx"], build.Output);
        Assert.Contains(consumer["b.onnx"], build.Output);
        Assert.IsTrue(Array.TrueForAll(build.Errors, code => code.StartsWith("HLSN2", StringComparison.Ordinal)), string.Join(' ', build.Errors));
    }

    [TestMethod]
    public void The_library_must_be_there_and_fit()
    {
        using var consumer = new Consumer().WithModel();
        string Project(string assets) => $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="Hls4Net.Sdk" Version="{Packages.Version}" {assets} /><Hls4NetModel Include="net.onnx" /></ItemGroup>
            </Project>
            """;
        consumer.Write("app.csproj", Project("ExcludeAssets=\"compile\""));
        CollectionAssert.AreEqual(new[] { "HLSN1009" }, consumer.BuildFails().Errors);
        consumer.Write("app.csproj", Project(""));
        CollectionAssert.AreEqual(new[] { "HLSN1012" }, consumer.BuildFails("-p:Hls4NetVersion=0.2.0").Errors);
        CollectionAssert.AreEqual(new[] { "HLSN1010" }, consumer.BuildFails("-p:_Hls4NetRunsHere=false").Errors);
        consumer.Build("-p:_Hls4NetRunsHere=false", "-p:Hls4NetBinding=false");
    }

    [TestMethod]
    public void Files_that_cannot_be_written_are_named_and_mended_by_the_next_build()
    {
        using var consumer = new Consumer().WithModel();

        // A folder that nobody may write into, not even root.
        consumer.WithSdk("""<Hls4NetModel Include="net.onnx" OutputDirectory="/proc/hls4net" />""");
        if (OperatingSystem.IsLinux())
        {
            CollectionAssert.AreEqual(new[] { "HLSN5010" }, consumer.BuildFails().Errors);
        }

        consumer.WithSdk("""<Hls4NetModel Include="net.onnx" OutputDirectory="hls" />""");
        consumer.Write("hls", "a file where the folder should be");
        CollectionAssert.AreEqual(new[] { "HLSN5010" }, consumer.BuildFails().Errors);
        File.Delete(consumer["hls"]);
        Directory.Delete(consumer.State(), recursive: true);
        consumer.Write("obj/Debug/net10.0/hls4net", "a file where the state should be");
        CollectionAssert.AreEqual(new[] { "HLSN1013" }, consumer.BuildFails().Errors);
        File.Delete(consumer.State());
        consumer.Build();
        Assert.IsTrue(File.Exists(consumer["hls", "firmware", "net.cpp"]));
    }

    [TestMethod]
    public void Warnings_come_back_in_every_build_and_obey_the_users_switches()
    {
        using var consumer = new Consumer().WithModel().WithSdk("""<Hls4NetModel Include="net.onnx" Strategy="Resource" ReuseFactor="5" />""");
        string[] moved = ["HLSN3100"];
        CollectionAssert.AreEqual(moved, consumer.Build().Warnings);
        var again = consumer.Build();
        Assert.IsEmpty(again.Converted);
        CollectionAssert.AreEqual(moved, again.Warnings);
        Assert.HasCount(1, again.Texts("HLSN3100"));
        Assert.IsEmpty(consumer.Build("-p:NoWarn=HLSN3100").Warnings);
        CollectionAssert.AreEqual(moved, consumer.BuildFails("-p:WarningsAsErrors=HLSN3100").Errors);
        CollectionAssert.AreEqual(moved, consumer.BuildFails("-p:TreatWarningsAsErrors=true").Errors);
        CollectionAssert.AreEqual(moved, consumer.Build("-p:TreatWarningsAsErrors=true", "-p:WarningsNotAsErrors=HLSN3100").Warnings);
    }

    [TestMethod]
    public void A_bug_shows_its_code_and_no_raw_stack()
    {
        using var consumer = new Consumer();
        var tasks = Path.Combine(Packages.Unpacked("Hls4Net.Sdk"), "tasks", "net10.0", "Hls4Net.Tasks.dll");
        consumer.Write("bug.proj", $"""
            <Project>
              <UsingTask TaskName="Hls4Net.Tasks.Hls4NetPlan" AssemblyFile="{tasks}" />
              <Target Name="Build"><Hls4NetPlan Models="no%00path" StateDirectory="state" ProjectFile="bug.proj" /></Target>
            </Project>
            """);
        var build = consumer.Run(["msbuild", "bug.proj"]).Fails();
        CollectionAssert.AreEqual(new[] { "HLSN9000" }, build.Errors);
        Assert.DoesNotContain("   at Hls4Net", build.Output);
    }

    [TestMethod]
    public void An_old_engine_is_refused_with_HLSN1001()
    {
        // No old engine can be had here: the condition and the text are what can be looked at.
        var targets = File.ReadAllText(Repository.File("sdk", "targets", "Hls4Net.Tasks.targets"));
        Assert.Contains("Code=\"HLSN1001\"", targets);
        Assert.Contains("!$([MSBuild]::VersionGreaterThanOrEquals('$(MSBuildVersion)', '18.9'))", targets);
    }
}
