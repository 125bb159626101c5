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
    public abstract IReadOnlyList<string> StreamHeaders { get; }

    /// <summary>Whether the top function of an io_parallel project takes arrays.</summary>
    public virtual bool TopTakesArrays => true;

    /// <summary>Macro that the tool defines where it builds hardware.</summary>
    public virtual string Guard => "__SYNTHESIS__";

    /// <summary>How the pragmas of the library and of templates are said to the tool; null: as they are.</summary>
    public virtual PragmaDialect? Dialect => null;

    /// <summary>The C++ class of a stream of tokens.</summary>
    public abstract string Stream(string token);

    /// <summary>Lines before the definition of a constant: where and how the tool stores it.</summary>
    public virtual IEnumerable<string> StorageOf(HlsProject project, ConstantArray array) => [];
}
