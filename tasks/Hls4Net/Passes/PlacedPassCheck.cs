namespace Hls4Net;

/// <summary>
/// Whether a model is still sound after a pass that a backend placed. Without it the fault would show in a later pass of ours,
/// or in the emulator, where nobody knows any more who made it.
/// </summary>
internal sealed class PlacedPassCheck
{
    private readonly bool _typed;
    private readonly Dictionary<Layer, string[]> _roles = [];

    /// <summary>Notes what holds before the pass: types that are there stay there.</summary>
    public PlacedPassCheck(ModelGraph model)
    {
        _typed = model.Layers.All(IsTyped);
        if (_typed)
        {
            _roles = model.Layers.ToDictionary(layer => layer, layer => layer.Types.Keys.ToArray());
        }
    }

    /// <summary>What is wrong with the model after the pass; null: nothing.</summary>
    public string? Problem(ModelGraph model)
    {
        try
        {
            return Problem(GraphVerifier.Verify(model, _typed).Concat(model.Layers.Select(LostRole).OfType<string>()));
        }
        catch (InvalidOperationException e)
        {
            return Problem([e.Message]); // No order of its layers: they read each other in a circle.
        }
    }

    /// <summary>What is wrong with layers that a rewrite touched; null: nothing.</summary>
    public string? Problem(ModelGraph model, IEnumerable<Layer> touched) =>
        Problem(touched.Distinct().Where(layer => layer.Graph == model).SelectMany(layer => GraphVerifier.Verify(layer, _typed).Append(LostRole(layer)!)).Where(problem => problem is not null));

    private static string? Problem(IEnumerable<string> problems) =>
        string.Join(" ", problems.Take(3)) is { Length: > 0 } text ? "It leaves a model that does not hold together: " + text : null;

    private static bool IsTyped(Layer layer) => layer.Outputs.All(output => output.Type.Width > 0);

    private string? LostRole(Layer layer) => _roles.TryGetValue(layer, out var roles) && roles.FirstOrDefault(role => !layer.Types.ContainsKey(role)) is { } lost
        ? $"{layer} has lost the type of '{lost}'." : null;
}
