using Hls4Net.Ac;
using Hls4Net.CxxProjects;
using Hls4Net.Streams;

namespace Hls4Net.Quartus;

/// <summary>What i++ wants: a component that takes and returns structs, or tasks between global streams.</summary>
internal sealed class QuartusTool : CxxTool
{
    /// <inheritdoc/>
    public override string HostTypes => "ac_types";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Headers => ["nnet_utils/nnet_numbers.h", "nnet_utils/nnet_ihc.h"];

    /// <inheritdoc/>
    public override PragmaDialect? Dialect { get; } = new IntelPragmas();

    /// <inheritdoc/>
    public override bool TopTakesArrays => false;

    /// <inheritdoc/>
    public override bool HasStageFunctions => true;

    /// <inheritdoc/>
    public override string Signature(string name, string ports, string arrays) => $"static void compute({arrays})";

    /// <inheritdoc/>
    public override string StreamSignature(HlsProject project, string ports) => Top(project).TrimEnd('\n');

    /// <inheritdoc/>
    public override string Top(HlsProject project) => new QuartusComponentCppTemplate { Project = project, Tool = this }.TransformText();

    /// <inheritdoc/>
    public override string Interface(HlsProject project) => new QuartusInterfaceHTemplate { Project = project, Tool = this }.TransformText();

    /// <inheritdoc/>
    public override string Stream(string token) => $"ihc::stream<{token}>";

    /// <inheritdoc/>
    public override string? GlobalStream(StreamChannel channel) => channel.IsPort
        ? $"{Stream(channel.TokenType)} {channel.Local};"
        : FormattableString.Invariant($"static ihc::stream<{channel.TokenType}, ihc::buffer<{channel.Depth}>> {channel.Local};");

    /// <inheritdoc/>
    public override string? OpenStream(StreamChannel channel, string name) => name == channel.Local ? null : $"auto &{name} = {channel.Local};";

    /// <inheritdoc/>
    public override string? Launch(StreamStage stage) => $"ihc::launch<{stage.Name}>();";

    /// <inheritdoc/>
    public override string? Collect(StreamStage stage) => $"ihc::collect<{stage.Name}>();";

    /// <inheritdoc/>
    public override IEnumerable<string> StorageOf(ConstantArray array) => ArrangeMemories.BanksOf(array) is not { } banks
        ? (array.Raw.Count <= ArrangeMemories.SmallestMemory ? ["hls_init_on_powerup"] : Array.Empty<string>())
        : [FormattableString.Invariant($"hls_bankwidth({banks.Width}) hls_numbanks({banks.Count}) hls_max_replicates(1) hls_memory_impl(\"BLOCK_RAM\")")];
}
