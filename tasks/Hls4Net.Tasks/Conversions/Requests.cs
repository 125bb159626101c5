using System.Globalization;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Estimate;
using Hls4Net.Tasks.Planning;

namespace Hls4Net.Tasks.Conversions;

/// <summary>What the items say, as the compiler wants to be asked.</summary>
internal sealed class Requests(ProjectItems items, string projectDirectory)
{
    /// <summary>The request of a model.</summary>
    public ConversionRequest Of(PlannedModel model)
    {
        string Get(string name, string otherwise = "") => model.Item.GetMetadata(name) is { Length: > 0 } value ? value : otherwise;
        string PathOf(string name) => Get(name) is { Length: > 0 } path ? Path.GetFullPath(path, projectDirectory) : "";
        long? Count(string name) => Get(name) is { Length: > 0 } number ? long.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) : null;
        return new ConversionRequest
        {
            ModelPath = model.ModelPath,
            ProjectName = model.ProjectName,
            Backend = model.Backend,
            IOType = Get("IOType"),
            Precision = Get("Precision", "auto"),
            InputPrecision = Get("InputPrecision"),
            ReuseFactor = Get("ReuseFactor"),
            Strategy = Get("Strategy"),
            Inputs = Get("Inputs"),
            InputLayout = Get("InputLayout"),
            OutputLayout = Get("OutputLayout"),
            ConfigPath = PathOf("Config"),
            TestDataPath = PathOf("TestData"),
            Tolerance = Get("Tolerance"),
            Budgets = new Budgets
            {
                MaxDsp = Count("MaxDsp"),
                MaxBram = Count("MaxBram"),
                MaxLatencyCycles = Count("MaxLatencyCycles"),
                MaxInterval = Count("MaxInterval"),
                TargetInterval = Count("TargetInterval"),
                TargetDsp = Count("TargetDsp"),
                MaxError = Get("MaxError") is { Length: > 0 } error ? double.Parse(error, NumberStyles.Float, CultureInfo.InvariantCulture) : null,
                TotalBits = (int?)Count("TotalBits"),
            },
            BackendOptions = ModelMetadata.BackendOptions(model.Item),
            OtherNames = ModelMetadata.Names,
            Layers = [.. items.Layers.Where(layer => ModelScope.Covers(layer, model)).Select(layer => new LayerOverride(layer.ItemSpec, LayerItems.Settings(layer)))],
            Sources = [.. items.Sources.Where(source => ModelScope.Covers(source, model)).Select(source => OverrideItems.ToSource(source, projectDirectory))],
            Templates = [.. items.Templates.Where(template => ModelScope.Covers(template, model)).Select(template => OverrideItems.ToTemplate(template, projectDirectory))],
        };
    }
}
