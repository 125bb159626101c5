namespace Hls4Net.Testing;

/// <content>What goes wrong, goes wrong with a code.</content>
public abstract partial class BackendConformance
{
    /// <summary>A file that is cut off anywhere is refused.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(40)]
    [DataRow(90)]
    public void A_truncated_file_is_refused(int percent)
    {
        var onnx = ConformanceModels.Named("Dense").ToOnnx();
        Refused(onnx[..(onnx.Length * percent / 100)]);
    }

    /// <summary>A file of noise is refused.</summary>
    [TestMethod]
    public void A_file_that_is_no_model_is_refused() => Refused("This is not a model."u8.ToArray());

    /// <summary>A file that is not there is refused.</summary>
    [TestMethod]
    public void A_missing_file_is_refused() =>
        Refused([], request => request with { ModelPath = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx") });

    /// <summary>Every unknown operator is named, in one conversion.</summary>
    [TestMethod]
    public void Unknown_operators_are_all_named()
    {
        var problems = Refused(new OnnxBuilder().Input("x", "N,6").Output("y")
            .NamedNode("first", "Frobnicate", ["x"], ["h"]).NamedNode("second", "Defenestrate", ["h"], ["y"]).ToArray());
        CollectionAssert.IsSubsetOf(new[] { "first", "second" }, problems.Select(problem => problem.Node).ToArray());
    }

    /// <summary>Weights that are no numbers are refused.</summary>
    [TestMethod]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void Weights_that_are_no_numbers_are_refused(float weight) => Refused(
        new OnnxBuilder().Input("x", "N,1").Output("y").Initializer("w", [weight], 1, 1).Node("MatMul", "x w", "y").ToArray());

    /// <summary>Settings that make no sense are refused.</summary>
    [TestMethod]
    [DataRow("Precision", "fixed(0,0)")]
    [DataRow("Precision", "float")]
    [DataRow("InputPrecision", "fixed(9999,1)")]
    [DataRow("ReuseFactor", "minus one")]
    [DataRow("Strategy", "Fastest")]
    [DataRow("IOType", "io_quantum")]
    [DataRow("Inputs", "nothing=1")]
    public void Settings_that_make_no_sense_are_refused(string name, string text) => Refused(
        ConformanceModels.Named("Dense").ToOnnx(),
        request => name switch
        {
            "Precision" => request with { Precision = text },
            "InputPrecision" => request with { InputPrecision = text },
            "ReuseFactor" => request with { ReuseFactor = text },
            "Strategy" => request with { Strategy = text },
            "IOType" => request with { IOType = text },
            _ => request with { Inputs = text },
        });

    /// <summary>A layer that the model does not have is refused where the user sets something for it.</summary>
    [TestMethod]
    public void A_setting_for_a_layer_that_is_not_there_is_refused() => Refused(
        ConformanceModels.Named("Dense").ToOnnx(),
        request => request with { Layers = [new("no such layer", new Dictionary<string, string> { ["ReuseFactor"] = "2" })] });

    /// <summary>A cancelled conversion ends at once.</summary>
    [TestMethod]
    public void A_cancelled_conversion_ends()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "model.onnx");
        File.WriteAllBytes(path, ConformanceModels.Named("Dense").ToOnnx());
        var request = new Compiler.ConversionRequest { ModelPath = path, ProjectName = "model", Backend = BackendName, BackendOptions = Options };
        Assert.ThrowsExactly<OperationCanceledException>(() => Compiler.Pipeline.Convert(request, Backends, cancellation.Token));
    }
}
