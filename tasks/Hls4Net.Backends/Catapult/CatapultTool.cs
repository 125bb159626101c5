using Hls4Net.Ac;
using Hls4Net.CxxProjects;

namespace Hls4Net.Catapult;

/// <summary>What Catapult wants: a design top of arrays or channels, blocks inside, and a test bench it finds by name.</summary>
internal sealed class CatapultTool : CxxTool
{
    private const string DesignBlock = "#ifdef __SYNTHESIS__\n#pragma hls_design\n#endif";

    /// <inheritdoc/>
    public override string HostTypes => "ac_types";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Headers => ["nnet_utils/nnet_numbers.h", "nnet_utils/nnet_catapult.h"];

    /// <inheritdoc/>
    public override PragmaDialect? Dialect { get; } = new CatapultPragmas();

    /// <inheritdoc/>
    public override bool TopTakesArrays => false;

    /// <inheritdoc/>
    public override bool HasStageFunctions => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> BeforeStage => [DesignBlock];

    /// <inheritdoc/>
    public override string Main => "CCS_MAIN(int argc, char **argv)\n{\n    CCS_RETURN(run(argc, argv));\n}";

    /// <inheritdoc/>
    public override string Signature(string name, string ports, string arrays) => $"{Head([])}\nvoid CCS_BLOCK({name})({ports})";

    /// <inheritdoc/>
    public override string StreamSignature(HlsProject project, string ports) => $"{Head(
        project.Streams!.Ports.Select((port, number) =>
            $"#pragma hls_resource {port.Name}:rsc variables=\"{port.Name}\" map_to_module=\"ccs_ioport.ccs_{(number < project.Model.Inputs.Count ? "in" : "out")}_wait\""))}\n"
        + $"void CCS_BLOCK({project.Name})({ports})";

    /// <inheritdoc/>
    public override string Invocation(string name) => $"CCS_DESIGN({name})";

    /// <inheritdoc/>
    public override string Stream(string token) => $"ac_channel<{token}>";

    private static string Head(IEnumerable<string> resources) => $"#ifdef __SYNTHESIS__\n{string.Join('\n', resources.Prepend("#pragma hls_design top"))}\n#endif";
}
