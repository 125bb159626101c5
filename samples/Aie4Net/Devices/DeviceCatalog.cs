using System.Text.Json;
using Aie4Net.Network;

namespace Aie4Net.Devices;

/// <summary>The data file of devices.</summary>
public sealed class DeviceCatalog
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);
    private readonly File _file;

    private DeviceCatalog(File file) => _file = file;

    /// <summary>Every device; the first is the default.</summary>
    public IReadOnlyList<Device> Devices => _file.Devices;

    /// <summary>Reads the data file.</summary>
    public static DeviceCatalog Read(string json) => new(JsonSerializer.Deserialize<File>(json, s_options)!);

    /// <summary>The device of that name.</summary>
    public Device Named(string name) => Devices.Single(device => device.Name == name);

    /// <summary>The micro-tiles of a pair of operands, the default first; none where tiles do not multiply the pair.</summary>
    public IReadOnlyList<MicroTile> MicroTiles(Device device, TileInteger data, TileInteger weight)
    {
        ArgumentNullException.ThrowIfNull(device);
        var pair = FormattableString.Invariant($"int{data.Bits} x int{weight.Bits}");
        return [.. (_file.Generations[device.Generation].TryGetValue(pair, out var texts) ? texts : []).Select(MicroTile.Parse)];
    }

    private sealed record File(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string[]>> Generations, IReadOnlyList<Device> Devices);
}
