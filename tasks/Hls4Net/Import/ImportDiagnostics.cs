namespace Hls4Net.Import;

/// <summary>What can be wrong with the graph inside an ONNX file (HLSN2006, HLSN2010 to HLSN2029).</summary>
public static class ImportDiagnostics
{
    /// <summary>A weight is not a finite number.</summary>
    public static readonly DiagnosticDescriptor NotFinite = new("HLSN2006", Severity.Error, "Constant holds NaN or infinity",
        "Constant '{0}' holds {1} at index {2} ({3} such values in all); hardware has no number for it. The training diverged, or the export is damaged: train or export again.");

    /// <summary>No handler for an operator.</summary>
    public static readonly DiagnosticDescriptor UnknownOperator = new("HLSN2010", Severity.Error, "Operator is not supported",
        "Operator {0} is not supported. {1}");

    /// <summary>An attribute that the handler does not declare.</summary>
    public static readonly DiagnosticDescriptor UnknownAttribute = new("HLSN2011", Severity.Error, "Attribute is not supported",
        "{0} has attribute '{1}' = {2}, which is not understood; ignoring it could change the result. Understood: {3}. Export without it.");

    /// <summary>A value of an attribute that the handler does not take.</summary>
    public static readonly DiagnosticDescriptor AttributeValue = new("HLSN2012", Severity.Error, "Attribute value is not supported",
        "{0} has {1} = {2}, which is not supported: {3}.");

    /// <summary>An input that must be known at build time is not.</summary>
    public static readonly DiagnosticDescriptor NotConstant = new("HLSN2013", Severity.Error, "Input must be constant",
        "Input '{1}' of {0} ('{2}') must be a constant. Make it an initializer of the model (exporters do that when weights are frozen).");

    /// <summary>A dimension other than the batch is open.</summary>
    public static readonly DiagnosticDescriptor DynamicShape = new("HLSN2014", Severity.Error, "Dynamic shape",
        "Input '{0}' has shape {1}; hardware needs every dimension but the batch fixed. Fix it with Inputs=\"{2}\" on the Hls4NetModel item.");

    /// <summary>Shapes do not fit together.</summary>
    public static readonly DiagnosticDescriptor ShapeMismatch = new("HLSN2015", Severity.Error, "Shapes do not fit",
        "{0}: {1}. The model is inconsistent here, or Inputs=\"…\" fixes a dimension wrongly.");

    /// <summary>Names are undefined, defined twice, or used before their definition.</summary>
    public static readonly DiagnosticDescriptor BrokenGraph = new("HLSN2016", Severity.Error, "Graph is broken",
        "The graph is broken: {0}. Check the model with its exporter's own checker.");

    /// <summary>A form of a known operator that is not supported.</summary>
    public static readonly DiagnosticDescriptor UnsupportedForm = new("HLSN2017", Severity.Error, "Form of an operator is not supported",
        "{0}: {1}.");

    /// <summary>The <c>Inputs</c> metadata is wrong.</summary>
    public static readonly DiagnosticDescriptor BadInputShapes = new("HLSN2018", Severity.Error, "Inputs metadata is wrong",
        "Inputs=\"{0}\": {1}. Write name=1,28,28 and separate several inputs by semicolons.");

    /// <summary>A first dimension with a number is taken as the batch.</summary>
    public static readonly DiagnosticDescriptor BatchDropped = new("HLSN2019", Severity.Warning, "Fixed batch dropped",
        "The {5} dimension of input '{0}', {1}, is taken as the batch and dropped. Confirm with Inputs=\"{4}\"; or, if one sample is all of {2}, write Inputs=\"{3}\".");

    /// <summary>The operator meant something else in so old an operator set.</summary>
    public static readonly DiagnosticDescriptor Opset = new("HLSN2020", Severity.Error, "Operator set is not supported",
        "{0} of operator set {1} is not read; it is from {2} on. Export with opset_version 13 or later, or convert the file with the ONNX version converter.");

    /// <summary>The operator set is newer than this compiler.</summary>
    public static readonly DiagnosticDescriptor NewOpset = new("HLSN2021", Severity.Warning, "Operator set is newer than this compiler",
        "The model uses operator set {0}; operators are read as of {1}. If one changed its meaning since, results differ: export with {1} to be sure.");

    /// <summary>An input or output is not a tensor of real numbers.</summary>
    public static readonly DiagnosticDescriptor ElementType = new("HLSN2022", Severity.Error, "Element type is not supported",
        "{0} '{1}' is of type {2}; tensors of real numbers (float, double, float16, bfloat16) cross the boundary of the hardware, and integers that only choose rows of a constant table (Gather).");

    /// <summary>The model computes nothing from its inputs.</summary>
    public static readonly DiagnosticDescriptor ConstantOutput = new("HLSN2023", Severity.Error, "Output does not depend on the inputs",
        "Output '{0}' is a constant; hardware would compute nothing. Remove it from the model's outputs.");

    /// <summary>A file that the model refers to.</summary>
    public static readonly DiagnosticDescriptor MissingFile = new("HLSN2030", Severity.Error, "File beside the model cannot be read",
        "The model refers to '{0}', which cannot be read: {1}");

    /// <summary>Neither ONNX nor a format that a plugin imports.</summary>
    public static readonly DiagnosticDescriptor UnknownFormat = new("HLSN2031", Severity.Error, "Unknown model format",
        "'{0}' is no ONNX file, and no referenced plugin imports files with such a name. Reference the package whose plugin does, or convert the model to ONNX.");
}
