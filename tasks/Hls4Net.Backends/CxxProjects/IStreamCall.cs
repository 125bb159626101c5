namespace Hls4Net.CxxProjects;

/// <summary>A call template whose kernel may exist in a form that takes streams.</summary>
internal interface IStreamCall
{
    /// <summary>Header of that form; null where there is none.</summary>
    string? StreamHeader { get; }
}
