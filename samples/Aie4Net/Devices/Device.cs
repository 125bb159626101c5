namespace Aie4Net.Devices;

/// <summary>A device, as devices.json has it.</summary>
/// <param name="Name">What users write.</param>
/// <param name="Platform">Name of its base platform.</param>
/// <param name="Generation">Generation of its tiles; decides the micro-tiles.</param>
/// <param name="Columns">Columns of tiles.</param>
/// <param name="Rows">Rows of tiles.</param>
/// <param name="FirstColumn">The first column that graphs may use.</param>
/// <param name="BankBytes">Bytes of one of the four banks of a tile's memory.</param>
/// <param name="MemoryTiles">Memory tiles that graphs may use.</param>
/// <param name="MemoryTileBytes">Bytes of one.</param>
/// <param name="MemoryTilePorts">Ports of one in each direction.</param>
/// <param name="PlFrequency">Clock of the streams to and from the programmable logic, MHz.</param>
public sealed record Device(
    string Name, string Platform, string Generation, int Columns, int Rows, int FirstColumn, int BankBytes, int MemoryTiles, int MemoryTileBytes,
    int MemoryTilePorts, double PlFrequency)
{
    /// <summary>Tiles that graphs may use.</summary>
    public int Tiles => (Columns - FirstColumn) * Rows;
}
