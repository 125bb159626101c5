namespace Hls4Net.Tests.Building;

[TestClass]
public sealed class PlacesTests
{
    [TestMethod]
    public void A_path_with_spaces_and_letters_of_many_scripts_under_a_turkish_locale()
    {
        using var consumer = new Consumer("ağ ölçümü & 測定")
            .WithModel("Sınıf modeli (1).onnx")
            .WithSdk("""<Hls4NetModel Include="Sınıf modeli (1).onnx" ClockPeriod="3.3" Precision="fixed(16,6)" IOType="IO_PARALLEL" />""");
        consumer.Write("Use.cs", "public static class Use { public static object Net => new app.SNFModeli1(); }");
        var environment = new Dictionary<string, string> { ["LANG"] = "tr_TR.UTF-8", ["LC_ALL"] = "tr_TR.UTF-8" };
        consumer.Run(["build"], environment).Succeeds();
    }

    [TestMethod]
    public void An_output_folder_of_the_users_choice_is_cleaned_exactly()
    {
        using var consumer = new Consumer().WithModel("a.onnx").WithSdk("""<Hls4NetModel Include="a.onnx" OutputDirectory="gen/hls" />""");
        consumer.Build();
        consumer.Write("gen/hls/firmware/notes.txt", "mine");
        consumer.Write("gen/hls/README.md", "mine");
        Assert.IsEmpty(consumer.Build().Converted);

        consumer.WithSdk("""<Hls4NetModel Include="a.onnx" ProjectName="b" OutputDirectory="gen/hls" />""");
        consumer.Build();
        Assert.IsFalse(File.Exists(consumer["gen", "hls", "firmware", "a.cpp"]));
        Assert.IsTrue(File.Exists(consumer["gen", "hls", "firmware", "b.cpp"]));

        consumer.Run(["clean"]).Succeeds();
        CollectionAssert.AreEquivalent(
            new[] { consumer["gen", "hls", "README.md"], consumer["gen", "hls", "firmware", "notes.txt"] },
            Directory.GetFiles(consumer["gen"], "*", SearchOption.AllDirectories));
    }

    [TestMethod]
    public void Another_output_folder_leaves_nothing_in_the_old_one()
    {
        using var consumer = new Consumer().WithModel("a.onnx").WithSdk("""<Hls4NetModel Include="a.onnx" OutputDirectory="one" />""");
        consumer.Build();
        consumer.WithSdk("""<Hls4NetModel Include="a.onnx" OutputDirectory="two" />""");
        consumer.Build();
        Assert.IsFalse(Directory.Exists(consumer["one"]));
        Assert.IsTrue(File.Exists(consumer["two", "firmware", "a.cpp"]));

        // The model leaves the project: so does what it generated, outside of obj too.
        consumer.WithSdk("");
        consumer.Build();
        Assert.IsFalse(Directory.Exists(consumer["two"]));
    }

    [TestMethod]
    public void A_moved_checkout_is_up_to_date()
    {
        using var consumer = new Consumer().WithModel("a.onnx").WithSdk("""<Hls4NetModel Include="a.onnx" />""");
        consumer.Build();
        using var moved = new Consumer();
        Directory.Delete(moved.Path, recursive: true);
        Directory.Move(consumer.Path, moved.Path);
        Directory.CreateDirectory(consumer.Path);
        Assert.IsEmpty(moved.Build().Converted);
    }

    [TestMethod]
    public void The_outputs_are_items_for_targets_of_the_users_own_and_the_hooks_run_around_the_conversion()
    {
        using var consumer = new Consumer().WithModel("a.onnx");
        consumer.Write("app.csproj", $"""
            <Project Sdk="Hls4Net.Sdk/{Packages.Version}">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Hls4NetCopySources>true</Hls4NetCopySources></PropertyGroup>
              <ItemGroup><Hls4NetModel Include="a.onnx" /></ItemGroup>
              <Target Name="BeforeHls4NetConvert"><WriteLinesToFile File="before.txt" Lines="@(Hls4NetOutput)" /></Target>
              <Target Name="Mine" AfterTargets="AfterHls4NetConvert">
                <WriteLinesToFile File="after.txt" Lines="@(Hls4NetOutput->'%(Model) %(Backend) %(RelativePath)')" Overwrite="true" />
              </Target>
            </Project>
            """);
        for (var round = 0; round < 2; round++)
        {
            consumer.Build();
            Assert.Contains("a Vitis firmware/a.cpp", File.ReadAllLines(consumer["after.txt"]));
            Assert.IsTrue(File.Exists(consumer["bin", "Debug", "net10.0", "hls", "a", "firmware", "a.cpp"]));
        }
    }
}
