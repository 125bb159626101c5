using Hls4Net.Compiler.Configuration;
using Hls4Net.Compiler.Estimate;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Compiler.Report;
using Hls4Net.Compiler.TestInputs;
using Hls4Net.Compiler.Widths;
using Hls4Net.Streams;

namespace Hls4Net.Compiler;

/// <summary>What came of one conversion. After errors only <see cref="Diagnostics"/> is complete.</summary>
public sealed class Conversion
{
    private readonly DiagnosticBag _diagnostics;
    private readonly Blame _blame;

    internal Conversion(ConversionRequest request, DiagnosticBag diagnostics, Blame blame)
    {
        (_diagnostics, _blame) = (diagnostics, blame);
        Request = request;
        PassContext = new PassContext(diagnostics) { VerifyGraph = request.VerifyGraph, Explain = blame.Explain };
    }

    /// <summary>What was asked.</summary>
    public ConversionRequest Request { get; }

    /// <summary>Every problem, in the order found; those of the model name its file.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics =>
        [.. _diagnostics.Items.Select(d => d.File is null && IsAboutModel(d.Descriptor.Code) ? d with { File = Request.ModelPath } : d).Select(_blame.Told)];

    /// <summary>Whether there are files to put on disk.</summary>
    public bool Succeeded => !_diagnostics.HasErrors;

    /// <summary>The typed graph.</summary>
    public ModelGraph Model => Required(Source?.Model);

    /// <summary>The backend.</summary>
    public Backend Backend => Required(Target?.Backend);

    /// <summary>The backend's configuration.</summary>
    public BackendConfig Config => Required(Target?.Config);

    /// <summary>The plugin that offers the backend.</summary>
    public PluginReference Plugin => Required(Target?.Offer.Plugin);

    /// <summary>Every plugin that took part, <see cref="Plugin"/> first; none where the backend could not be opened.</summary>
    public IReadOnlyList<PluginReference> Plugins => Target?.Offer.Plugins ?? [];

    /// <summary>Data files that the plugins read, absolute.</summary>
    public IReadOnlyList<string> PluginFiles => Target?.Offer.FilesRead ?? [];

    /// <summary>Files of the user's that stand in the place of the backend's sources and templates.</summary>
    public IReadOnlyList<AppliedOverride> Overrides => Target?.Overrides.Applied ?? [];

    /// <summary>The backend's own evaluation of models; null for the built-in emulator.</summary>
    public Predictor? Predictor => Target?.Predictor;

    /// <summary><c>io_parallel</c> or <c>io_stream</c>.</summary>
    public string IOType => Required(Target?.IOType);

    /// <summary>What the test bench runs and must see.</summary>
    public TestVectors TestVectors { get; internal set; } = TestVectors.None;

    /// <summary>How far the model is from the float reference; null after errors, and where only the graph was converted.</summary>
    public AccuracyTable? Accuracy { get; internal set; }

    /// <summary>What the hardware will need; null after errors, and where only the graph was converted.</summary>
    public ModelEstimate? Estimate { get; internal set; }

    /// <summary>The widths that were chosen for MaxError or TotalBits; null where neither was asked for, and after errors.</summary>
    public WidthPlan? Widths { get; internal set; }

    /// <summary>What a host compiler makes the test bench of; null where the project has none.</summary>
    public HostBuild? HostBuild { get; internal set; }

    /// <summary><see cref="HostBuild"/>, which must be there.</summary>
    /// <exception cref="DiagnosticException">It is not (HLSN6005).</exception>
    public HostBuild RequireHostBuild() =>
        HostBuild ?? throw new DiagnosticException(Verification.VerificationDiagnostics.NoTestBench, null, Backend.Name);

    /// <summary>The files of the project; none where only the graph was converted.</summary>
    public OutputTree Output { get; internal set; } = new();

    /// <summary>Files read beside those the request names: external data of the model, absolute.</summary>
    public IReadOnlyList<string> ExternalFiles => Required(Source).ExternalFiles;

    /// <summary>What each pass did.</summary>
    public IReadOnlyList<PassRecord> Passes => PassContext.Records;

    /// <summary>A configuration file that makes this conversion again: a start for the user to edit.</summary>
    /// <param name="granularity">How much it spells out.</param>
    /// <param name="asYaml">YAML instead of JSON.</param>
    /// <param name="schema">What the file is to name as its schema, relative to it; null: nothing.</param>
    public string WriteConfig(ConfigGranularity granularity, bool asYaml = false, string? schema = null)
    {
        var document = ConfigDocument.Create(Model, Required(Settings), Required(Source).Nodes, granularity);
        document = schema is null ? document : document with { Entries = [new ConfigEntry("$schema", 0, 0, new ConfigScalar(schema, 0, 0)), .. document.Entries] };
        return asYaml ? ConfigText.ToYaml(document) : ConfigText.ToJson(document);
    }

    internal PassContext PassContext { get; }

    /// <summary>The processes and FIFOs of an io_stream project; null for others and after errors.</summary>
    internal StreamPlan? Streams { get; set; }

    internal Target? Target { get; private set; }

    internal SourceModel? Source { get; private set; }

    internal ModelSettings? Settings { get; private set; }

    /// <summary>The user's test data.</summary>
    internal SampleSet? Samples { get; private set; }

    /// <summary>Codes of plugins' own are about the model, as far as one can know.</summary>
    private static bool IsAboutModel(string code) => !code.StartsWith("HLSN", StringComparison.Ordinal) || code[4] is '2' or '3' or '9';

    internal void Take(Target target, ModelSettings settings, SourceModel source, SampleSet? samples) =>
        (Target, Settings, Source, Samples) = (target, settings, source, samples);

    private static T Required<T>(T? value)
        where T : class => value ?? throw new InvalidOperationException("The conversion did not succeed.");
}
