namespace Hls4Net.Compiler.Configuration;

/// <summary>Everything the user set for one model, from the configuration file and then from the project file, by level.</summary>
internal sealed class ModelSettings
{
    /// <summary>Roles whose types can be set: those of the built-in layers and of plugins'.</summary>
    public IReadOnlyList<string> Roles { get; init; } = SettingKeys.Roles;

    /// <summary>The settings of layers that the backend adds.</summary>
    public IReadOnlyList<LayerOption> LayerOptions { get; init; } = [];

    /// <summary>For the whole model.</summary>
    public SettingsLevel Model { get; } = new();

    /// <summary>Largest width of an inferred type (<c>Model.Precision.maximum</c>); null for none.</summary>
    public int? MaximumWidth { get; set; }

    /// <summary>The order of dimensions at the ports.</summary>
    public PortLayouts Layouts { get; set; } = new(PortLayout.AsModel, PortLayout.AsModel);

    /// <summary>For classes and layers, weakest first.</summary>
    public List<SettingsEntry> Entries { get; } = [];

    /// <summary>The layers that each entry named, as imported; filled when the settings are applied.</summary>
    public List<(SettingsEntry Entry, IReadOnlyList<Layer> Layers)> Applied { get; } = [];

    /// <summary>Types of model inputs, as written; a null name means all inputs.</summary>
    public List<InputSetting> Inputs { get; } = [];
}

/// <summary>The type that the user wants of a model input.</summary>
/// <param name="Name">The input; null for all inputs.</param>
/// <param name="Type">The type.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record InputSetting(string? Name, Precision Type, SettingPlace Place);

/// <summary>Which names an entry may mean.</summary>
internal enum EntryKind
{
    /// <summary>A layer.</summary>
    Layer,

    /// <summary>A class of layers.</summary>
    Class,

    /// <summary>A layer, else a class.</summary>
    Either,
}

/// <summary>What the user set for one layer or class.</summary>
internal sealed record SettingsEntry(EntryKind Kind, string Name, SettingsLevel Level, SettingPlace Place);
