namespace Aie4Net.Planning;

/// <summary>A tile of the device.</summary>
/// <param name="Column">Column, from 0.</param>
/// <param name="Row">Row, from 0.</param>
public readonly record struct GridPosition(int Column, int Row);
