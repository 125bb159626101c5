namespace Hls4Net.Compiler.Import;

/// <summary>An unexpected exception while a node of a model file was imported, with the node.</summary>
internal sealed class NodeFailedException(string node, string type, Exception cause, object? handler = null) : Exception($"Importing {type} '{node}' failed.", cause)
{
    /// <summary>Who read the node, where the exception does not tell.</summary>
    public object? Handler { get; } = handler;

    /// <summary>The user's name of the node.</summary>
    public string Node { get; } = node;

    /// <summary>Its operator.</summary>
    public string Operator { get; } = type;
}
