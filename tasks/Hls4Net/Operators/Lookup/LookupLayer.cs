namespace Hls4Net.Operators;

/// <summary>An elementwise function that hardware reads from a table.</summary>
/// <param name="name">The user's name of the node.</param>
public abstract class LookupLayer(string name) : ElementwiseLayer(name)
{
    /// <summary>How an input value addresses <c>Tables["table"]</c>; set by precision inference.</summary>
    public LookupIndex TableIndex { get; set; }
}
