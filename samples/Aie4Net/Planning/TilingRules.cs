using Aie4Net.Devices;
using Aie4Net.Network;

namespace Aie4Net.Planning;

/// <summary>What a device demands of a tiling.</summary>
/// <param name="device">The device.</param>
public sealed class TilingRules(Device device)
{
    private const int DmaBytes = 4;

    /// <summary>The longest chain: one column at its left must stay free.</summary>
    public int LongestChain => device.Columns - device.FirstColumn - 1;

    /// <summary>What is wrong with a tiling, as the rest of a sentence; null: nothing.</summary>
    public string? Problem(DenseStage stage, Tiling tiling)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(tiling);
        var memory = TileMemory.Of(stage, tiling);
        return tiling switch
        {
            _ when tiling.CasLength > LongestChain => FormattableString.Invariant($"chains of {tiling.CasLength} tiles are longer than the {LongestChain} that {device.Name} has room for"),
            _ when tiling.CasNum > device.Rows => FormattableString.Invariant($"{tiling.CasNum} chains are more than the {device.Rows} rows of {device.Name}"),
            _ when (tiling.CasLength - 1) * tiling.KSlice >= tiling.Size.Depth =>
                FormattableString.Invariant($"the last of {tiling.CasLength} slices of {tiling.KSlice} would hold nothing of {tiling.Size.Depth} inputs"),
            _ when (tiling.CasNum - 1) * tiling.NSlice >= tiling.Size.Columns =>
                FormattableString.Invariant($"the last of {tiling.CasNum} slices of {tiling.NSlice} would hold nothing of {tiling.Size.Columns} outputs"),
            _ when tiling.Micro.K * stage.InputInteger!.Value.Bytes % DmaBytes != 0 || tiling.Micro.N * stage.OutputInteger!.Value.Bytes % DmaBytes != 0 =>
                $"rows of micro-tile {tiling.Micro} are no multiples of 4 bytes, which the DMA moves at once",
            _ => BankProblem("input", memory.Input) ?? BankProblem("weights", memory.Weights)
                ?? BankProblem("bias and stack", memory.BiasAndStack) ?? BankProblem("output", memory.Output),
        };
    }

    private string? BankProblem(string what, int bytes) => bytes <= device.BankBytes
        ? null : FormattableString.Invariant($"the {what} of a tile would take {bytes} bytes of a bank of {device.BankBytes}");
}
