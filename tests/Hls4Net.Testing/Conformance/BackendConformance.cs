using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Testing;

/// <summary>
/// What every backend must hold. Derive a <c>[TestClass]</c> from it, say which plugin is meant, and run the tests: they go the
/// whole way from an ONNX file to the written project, through the same compiler that a build runs.
/// </summary>
/// <example>
/// <code>
/// [TestClass]
/// public sealed class AsicConformance : BackendConformance
/// {
///     protected override string BackendName => "ASIC";
///     protected override void Register(IPluginRegistry registry) => Plugin.Register(registry);
/// }
/// </code>
/// </example>
public abstract partial class BackendConformance
{
    private static readonly string[] s_ioTypes = ["io_parallel", "io_stream"];
    private static readonly string[] s_precisions = ["auto", "auto(8)", "fixed(16,6)", "fixed(18,8,RND,SAT)"];

    // Asked for every model of a test.
    private IReadOnlyList<string>? _ioTypes;

    /// <summary>The backend under test, as users write its name.</summary>
    protected abstract string BackendName { get; }

    /// <summary>Folder of the plugin's data files.</summary>
    protected virtual string PluginDirectory => AppContext.BaseDirectory;

    /// <summary>Backend options that a conversion needs, by name; none where the defaults will do.</summary>
    protected virtual IReadOnlyDictionary<string, string> Options { get; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether a backend that passes takes a model: here, whenever it has the interface style at all. What it does not take it must
    /// refuse with a coded problem before a file is written; what it takes must convert.
    /// </summary>
    /// <param name="model">One of <see cref="ConformanceModels"/>.</param>
    /// <param name="ioType"><c>io_parallel</c> or <c>io_stream</c>.</param>
    protected virtual bool Takes(ConformanceModel model, string ioType) => IOTypes.Contains(ioType, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it takes a model in one of the precisions that are tried; whenever it takes the model at all, unless overridden.</summary>
    /// <param name="model">One of <see cref="ConformanceModels"/>.</param>
    /// <param name="ioType"><c>io_parallel</c> or <c>io_stream</c>.</param>
    /// <param name="precision"><c>auto</c>, <c>fixed(16,6)</c>, …</param>
    protected virtual bool Takes(ConformanceModel model, string ioType, string precision) => Takes(model, ioType);

    /// <summary>Whether it takes graphs of several models side by side, each with inputs and outputs of its own.</summary>
    protected virtual bool TakesModelsSideBySide => true;

    /// <summary>
    /// Whether the program of all models side by side is compiled and run: always, unless a suite with several backends of one
    /// kind wants its time for something else; then it is only written.
    /// </summary>
    /// <param name="ioType"><c>io_parallel</c> or <c>io_stream</c>.</param>
    /// <param name="precision">The model's precision.</param>
    protected virtual bool Simulates(string ioType, string precision) => true;

    /// <summary>The plugin's entry point.</summary>
    protected abstract void Register(IPluginRegistry registry);

    /// <summary>Every backend there is in these tests: the built-in ones and the plugin's.</summary>
    protected BackendCatalog Backends => new([(Vitis.Plugin.Register, AppContext.BaseDirectory), (Register, PluginDirectory)]);

    /// <summary>The interface styles that the backend's starting configuration names.</summary>
    protected IReadOnlyList<string> IOTypes => _ioTypes ??= ReadIOTypes();

    /// <summary>Converts a model in memory.</summary>
    /// <param name="onnx">The ONNX file.</param>
    /// <param name="change">Changes what is asked.</param>
    protected Conversion Convert(byte[] onnx, Func<ConversionRequest, ConversionRequest>? change = null)
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "model.onnx");
        File.WriteAllBytes(path, onnx);
        var request = new ConversionRequest { ModelPath = path, ProjectName = "model", Backend = BackendName, BackendOptions = Options };
        return Pipeline.Convert(change is null ? request : change(request), Backends);
    }

    /// <summary>Converts a model that must come through.</summary>
    /// <param name="onnx">The ONNX file.</param>
    /// <param name="change">Changes what is asked.</param>
    protected Conversion Converted(byte[] onnx, Func<ConversionRequest, ConversionRequest>? change = null)
    {
        var conversion = Convert(onnx, change);
        Assert.IsTrue(conversion.Succeeded, string.Join("\n", conversion.Diagnostics));
        return conversion;
    }

    /// <summary>The problems of a conversion that must fail: coded, with a text, and without a file.</summary>
    /// <param name="onnx">The ONNX file.</param>
    /// <param name="change">Changes what is asked.</param>
    protected IReadOnlyList<Diagnostic> Refused(byte[] onnx, Func<ConversionRequest, ConversionRequest>? change = null)
    {
        var conversion = Convert(onnx, change);
        Assert.IsFalse(conversion.Succeeded, "It was to be refused, but converts.");
        Assert.IsEmpty(conversion.Output.Files, "A refused model leaves no file.");
        foreach (var problem in conversion.Diagnostics)
        {
            Assert.MatchesRegex("^[A-Z]+[0-9]{4}$", problem.Descriptor.Code);
            Assert.IsGreaterThan(20, problem.Message.Length, problem.Message);
            Assert.IsFalse(problem.Descriptor.Code.StartsWith("HLSN9", StringComparison.Ordinal), $"A failure of the program, not of the model: {problem}");
        }

        return [.. conversion.Diagnostics.Where(problem => problem.Descriptor.Severity == Severity.Error)];
    }

    private IReadOnlyList<string> ReadIOTypes()
    {
        var backend = Backends.Create(BackendName).Backend;
        return backend.CreateInitialConfig(BackendOptions.Read(backend, Options, new DiagnosticBag())).IOTypes;
    }

    /// <summary>The graphs of all models that the backend takes: one with all of them, or one each.</summary>
    private byte[][] Taken(string ioType, string precision = "auto")
    {
        var models = ConformanceModels.All.Where(model => Takes(model, ioType, precision)).ToArray();
        return models.Length == 0 ? [] : TakesModelsSideBySide ? [ConformanceModel.Combine(models)] : [.. models.Select(model => model.ToOnnx())];
    }
}
