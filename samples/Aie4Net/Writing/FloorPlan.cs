using System.Globalization;
using System.Text;
using Aie4Net.Planning;
using Hls4Net;

namespace Aie4Net.Writing;

/// <summary>floorplan.svg: the grid of tiles, row 0 below, a colour for each layer.</summary>
public static class FloorPlan
{
    private const int Cell = 26;
    private const int Margin = 24;

    private static readonly string[] s_colours = ["#4878d0", "#ee854a", "#6acc64", "#d65f5f", "#956cb4", "#8c613c", "#dc7ec0", "#797979", "#d5bb67", "#82c6e2"];

    /// <summary>The file.</summary>
    public static string Text(GraphPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var device = plan.Device;
        var (width, grid) = ((device.Columns * Cell) + (2 * Margin), (device.Rows * Cell) + Margin);
        var height = grid + Margin + (plan.Stages.Count * 18);
        var text = new StringBuilder();
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">""");
        Add($"""<rect width="{width}" height="{height}" fill="#ffffff"/>""");
        for (var column = 0; column < device.Columns; column++)
        {
            for (var row = 0; row < device.Rows; row++)
            {
                Tile(column, row, column < device.FirstColumn ? "#d8d8d8" : "#f6f6f6", column < device.FirstColumn ? "not used by graphs" : "free");
            }

            Add($"""<text x="{Margin + (column * Cell) + (Cell / 2)}" y="{grid + 12}" text-anchor="middle" fill="#666666">{column}</text>""");
        }

        foreach (var (stage, i) in plan.Stages.Select((stage, i) => (stage, i)))
        {
            Append(stage, s_colours[i % s_colours.Length], grid + Margin + (i * 18));
        }

        return text.Append("</svg>\n").ToString();

        void Append(StagePlan stage, string colour, int legend)
        {
            var (tiling, place, name) = (stage.Tiling, stage.Position, Xml(stage.Stage.Layer.Name));
            for (var chain = 0; chain < tiling.CasNum; chain++)
            {
                Tile(place.Column - 1, place.Row + chain, "#e9e2c8", $"input of {name}");
                for (var step = 0; step < tiling.CasLength; step++)
                {
                    Tile(place.Column + step, place.Row + chain, colour, string.Create(CultureInfo.InvariantCulture, $"{name}: chain {chain}, tile {step}"));
                }
            }

            Add($"""<rect x="{Margin}" y="{legend}" width="12" height="12" fill="{colour}"/>""");
            Add($"""<text x="{Margin + 18}" y="{legend + 10}">{name}: {tiling.CasNum} x {tiling.CasLength} tiles</text>""");
        }

        void Tile(int column, int row, string colour, string title) => Add(
            $"""<rect x="{Margin + (column * Cell)}" y="{(device.Rows - 1 - row) * Cell + (Margin / 2)}" width="{Cell - 2}" height="{Cell - 2}" fill="{colour}"><title>column {column}, row {row}: {title}</title></rect>""");

        void Add(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Xml(string text) => CxxText.Comment(text).Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
