using Hls4Net.Streams;

namespace Hls4Net.CxxProjects;

/// <summary>What C++ projects for one tool have that those for another have not.</summary>
internal abstract class CxxTool
{
    /// <summary>What stands before the path of every C++ file: a folder with its slash, or nothing.</summary>
    public virtual string Root => "";

    /// <summary>Folder below firmware/ with the types of the tool for the host's compiler.</summary>
    public abstract string HostTypes { get; }

    /// <summary>Headers that every project includes.</summary>
    public abstract IReadOnlyList<string> Headers { get; }

    /// <summary>Headers that io_stream projects include as well.</summary>
    public virtual IReadOnlyList<string> StreamHeaders => [];

    /// <summary>How the pragmas of the library and of templates are said to the tool; null: as they are.</summary>
    public virtual PragmaDialect? Dialect => null;

    /// <summary>Whether the top function of an io_parallel project can be called with arrays.</summary>
    public virtual bool TopTakesArrays => true;

    /// <summary>Whether every process of an io_stream project is a function, also where it only calls a kernel.</summary>
    public virtual bool HasStageFunctions => false;

    /// <summary>Lines before the function of a process.</summary>
    public virtual IReadOnlyList<string> BeforeStage => [];

    /// <summary>The main function of the test bench, around <c>run(argc, argv)</c>.</summary>
    public virtual string Main => "int main(int argc, char **argv)\n{\n    return run(argc, argv);\n}";

    /// <summary>Head of the function that holds the calls of an io_parallel project.</summary>
    /// <param name="name">Name of the project.</param>
    /// <param name="ports">Its ports, those of weights among them.</param>
    /// <param name="arrays">Its ports without those of weights.</param>
    public virtual string Signature(string name, string ports, string arrays) => $"void {name}({ports})";

    /// <summary>Head of the function that holds the processes of an io_stream project.</summary>
    public virtual string StreamSignature(HlsProject project, string ports) => $"void {project.Name}({ports})";

    /// <summary>What follows that function in an io_parallel project; null: nothing.</summary>
    public virtual string? Top(HlsProject project) => null;

    /// <summary>What the header says of the top function.</summary>
    public virtual string Interface(HlsProject project) => new InterfaceHTemplate { Project = project, Tool = this }.TransformText();

    /// <summary>How the host's code names the top function.</summary>
    public virtual string Invocation(string name) => name;

    /// <summary>The C++ class of a stream of tokens.</summary>
    public abstract string Stream(string token);

    /// <summary>The definition of a stream in the top function.</summary>
    public virtual string LocalStream(StreamChannel channel) => $"static {Stream(channel.TokenType)} {channel.Name};";

    /// <summary>The definition of a stream outside of all functions; empty where the header has it, null where the top function holds it.</summary>
    public virtual string? GlobalStream(StreamChannel channel) => null;

    /// <summary>What makes a global stream known in a function under a name; null: nothing is needed.</summary>
    public virtual string? OpenStream(StreamChannel channel, string name) => null;

    /// <summary>What starts a process that works on global streams; null where it is called with its streams.</summary>
    public virtual string? Launch(StreamStage stage) => null;

    /// <summary>What waits for a process that was started; null: nothing is needed.</summary>
    public virtual string? Collect(StreamStage stage) => null;

    /// <summary>Lines before the definition of a constant: where and how the tool stores it.</summary>
    public virtual IEnumerable<string> StorageOf(ConstantArray array) => [];
}
