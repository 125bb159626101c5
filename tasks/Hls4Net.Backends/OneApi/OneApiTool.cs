using Hls4Net.Ac;
using Hls4Net.CxxProjects;
using Hls4Net.Streams;

namespace Hls4Net.OneApi;

/// <summary>What icpx wants: a kernel between pipes, of tasks where it streams.</summary>
internal sealed class OneApiTool : CxxTool
{
    /// <inheritdoc/>
    public override string Root => "src/";

    /// <inheritdoc/>
    public override string HostTypes => "ac_types";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Headers => ["nnet_utils/nnet_numbers.h", "nnet_utils/nnet_sycl.h", "nnet_utils/nnet_stream.h"];

    /// <inheritdoc/>
    public override PragmaDialect? Dialect { get; } = new SyclPragmas();

    /// <inheritdoc/>
    public override bool TopTakesArrays => false;

    /// <inheritdoc/>
    public override bool HasStageFunctions => true;

    /// <inheritdoc/>
    public override string Signature(string name, string ports, string arrays) => $"static void compute({arrays})";

    /// <inheritdoc/>
    public override string StreamSignature(HlsProject project, string ports) => "void kernel::operator()() const";

    /// <inheritdoc/>
    public override string Top(HlsProject project) => new OneapiKernelCppTemplate { Project = project, Tool = this }.TransformText();

    /// <inheritdoc/>
    public override string Interface(HlsProject project) => new OneapiInterfaceHTemplate { Project = project, Tool = this }.TransformText();

    /// <summary>Nothing: pipes are known by name and no parameters.</summary>
    public override string Stream(string token) => "";

    /// <inheritdoc/>
    public override string? GlobalStream(StreamChannel channel) => "";

    /// <inheritdoc/>
    public override string? OpenStream(StreamChannel channel, string name) => $"nnet::pipe_stream<pipes::{channel.Local}> {name};";

    /// <inheritdoc/>
    public override string? Launch(StreamStage stage) =>
        $"sycl::ext::intel::experimental::task_sequence<{stage.Name}> {stage.Name}_task;\n    {stage.Name}_task.async();";

    /// <inheritdoc/>
    public override string? Collect(StreamStage stage) => $"{stage.Name}_task.get();";

    /// <inheritdoc/>
    public override IEnumerable<string> StorageOf(ConstantArray array) => ArrangeMemories.BanksOf(array) is not { } banks
        ? (array.Raw.Count <= ArrangeMemories.SmallestMemory ? ["[[intel::fpga_register]]"] : Array.Empty<string>())
        : [FormattableString.Invariant($"[[intel::fpga_memory(\"BLOCK_RAM\"), intel::bankwidth({banks.Width}), intel::numbanks({banks.Count}), intel::max_replicates(1)]]")];
}
