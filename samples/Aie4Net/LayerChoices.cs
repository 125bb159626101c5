using System.Globalization;
using Aie4Net.Devices;
using Aie4Net.Planning;
using Hls4Net;

namespace Aie4Net;

/// <summary>The settings of single layers that this backend adds: metadata of <c>Hls4NetLayer</c>, keys of configuration files.</summary>
internal sealed class LayerChoices
{
    private const string Auto = "auto";

    private readonly BackendOption<int> _casLength;
    private readonly BackendOption<int> _casNum;
    private readonly BackendOption<string> _microTile;
    private readonly BackendOption<string> _placement;

    /// <summary>Declares them.</summary>
    public LayerChoices(Backend backend)
    {
        _casLength = Declare(BackendOption.Integer("CasLength", 0, "Tiles of a chain, which share the inputs of the layer; 0: the planner decides.", NotNegative));
        _casNum = Declare(BackendOption.Integer("CasNum", 0, "Chains, which share the outputs of the layer; 0: the planner decides.", NotNegative));
        _microTile = Declare(BackendOption.Text("MicroTile", Auto, "What one instruction multiplies, e.g. 4x8x8; auto: the default of the operands.", MicroTileProblem));
        _placement = Declare(BackendOption.Text("Placement", Auto, "Column and row of the layer's first tile, e.g. 8,0; auto: the planner decides.", PlacementProblem));

        BackendOption<T> Declare<T>(BackendOption<T> option)
            where T : notnull => backend.DeclareLayerOption(option, "Dense");
    }

    /// <summary>What the user set for a layer.</summary>
    public LayerWishes Of(Layer layer)
    {
        var settings = layer.Settings;
        return new LayerWishes(
            settings.TryGet(_casLength, out var length) && length > 0 ? length : null,
            settings.TryGet(_casNum, out var number) && number > 0 ? number : null,
            settings.TryGet(_microTile, out var micro) && micro != Auto ? MicroTile.Parse(micro) : null,
            settings.TryGet(_placement, out var place) && place != Auto ? PositionOf(place) : null);
    }

    private static string? NotNegative(int value) => value >= 0 ? null : "it must be at least 0";

    private static string? MicroTileProblem(string text)
    {
        if (text != Auto)
        {
            MicroTile.Parse(text);
        }

        return null;
    }

    private static string? PlacementProblem(string text) => text == Auto || PositionOf(text) is not null ? null : "it is neither auto nor column and row such as 8,0";

    private static GridPosition? PositionOf(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        return parts.Length == 2 && Try(parts[0], out var column) && Try(parts[1], out var row) ? new GridPosition(column, row) : null;

        static bool Try(string part, out int number) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
