namespace Hls4Net;

/// <summary>That a backend takes the layers of a class in an interface style.</summary>
/// <param name="LayerClass">Class name of the layers, e.g. <c>Dense</c>.</param>
/// <param name="IOType"><c>io_parallel</c> or <c>io_stream</c>.</param>
/// <param name="Strategies">The strategies of its matrix products; empty: the class has none.</param>
public sealed record LayerSupport(string LayerClass, string IOType, IReadOnlyList<Strategy> Strategies);
