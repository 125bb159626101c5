using Hls4Net.Compiler.Onnx;
using Hls4Net.Import;

namespace Hls4Net.Compiler.Import;

/// <summary>Holds a node's attributes against the declaration of its operator; everything that is not understood is reported.</summary>
internal sealed class AttributeBinder(TensorDecoder decoder, DiagnosticBag diagnostics)
{
    /// <summary>Values by name with defaults filled in; null after an error.</summary>
    public Dictionary<string, object>? Bind(OnnxNode node, string name, OnnxOperator declaration)
    {
        var shown = NameText.Show(name);
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        var sound = true;
        foreach (var attribute in node.Attributes)
        {
            var declared = declaration.Attributes.FirstOrDefault(a => a.Name == attribute.Name);
            if (declared is null)
            {
                var understood = declaration.Attributes.Count == 0 ? "none" : string.Join(", ", declaration.Attributes.Select(a => a.Name));
                diagnostics.Report(ImportDiagnostics.UnknownAttribute, shown, node.OpType, NameText.Show(attribute.Name), Show(attribute), understood);
                sound = false;
                continue;
            }

            if (declared.Ignored is not null)
            {
                continue;
            }

            var value = Value(attribute, declared);
            var complaint = value switch
            {
                null => $"a value of kind {Kind(declared.ValueType)} is expected, not {attribute.Kind}",
                double number when double.IsNaN(number) => "it is not a number",
                _ when declared.OnlyDefault is { } reason && !value.Equals(declared.Default) => reason,
                _ => null,
            };
            if (complaint is not null)
            {
                diagnostics.Report(ImportDiagnostics.AttributeValue, shown, node.OpType, attribute.Name, Show(attribute), complaint);
                sound = false;
            }
            else if (!values.TryAdd(attribute.Name, value!))
            {
                diagnostics.Report(ImportDiagnostics.AttributeValue, shown, node.OpType, attribute.Name, Show(attribute), "it is given twice");
                sound = false;
            }
        }

        foreach (var declared in declaration.Attributes)
        {
            if (declared.Default is { } @default)
            {
                values.TryAdd(declared.Name, @default);
            }
            else if (declared.Required && sound && !values.ContainsKey(declared.Name))
            {
                diagnostics.Report(ImportDiagnostics.AttributeValue, shown, node.OpType, declared.Name, "nothing", "it must be given");
                sound = false;
            }
        }

        return sound ? values : null;
    }

    private object? Value(OnnxAttributeValue attribute, OnnxAttribute declared) => (attribute.Kind, declared.ValueType) switch
    {
        (OnnxAttributeKind.Int, var type) when type == typeof(long) => attribute.Int,
        (OnnxAttributeKind.Float, var type) when type == typeof(double) => (double)attribute.Float,
        (OnnxAttributeKind.Text, var type) when type == typeof(string) => attribute.Text,
        (OnnxAttributeKind.Ints, var type) when type == typeof(long[]) => attribute.Ints.ToArray(),
        (OnnxAttributeKind.Floats, var type) when type == typeof(double[]) => attribute.Floats.Select(f => (double)f).ToArray(),
        (OnnxAttributeKind.Texts, var type) when type == typeof(string[]) => attribute.Texts.ToArray(),
        (OnnxAttributeKind.Tensor, var type) when type == typeof(ConstantTensor) && attribute.Tensor is { } tensor =>
            decoder.Decode(tensor, attribute.Name),
        _ => null,
    };

    private static string Kind(Type type) =>
        type == typeof(long) ? "Int" : type == typeof(double) ? "Float" : type == typeof(string) ? "Text"
        : type == typeof(long[]) ? "Ints" : type == typeof(double[]) ? "Floats" : type == typeof(string[]) ? "Texts" : "Tensor";

    private static string Show(OnnxAttributeValue attribute) => attribute.Kind switch
    {
        OnnxAttributeKind.Int => FormattableString.Invariant($"{attribute.Int}"),
        OnnxAttributeKind.Float => FormattableString.Invariant($"{attribute.Float}"),
        OnnxAttributeKind.Text => $"'{NameText.Show(attribute.Text)}'",
        OnnxAttributeKind.Ints => $"[{string.Join(',', attribute.Ints.Take(8))}{(attribute.Ints.Count > 8 ? ",…" : "")}]",
        OnnxAttributeKind.Texts => $"[{string.Join(',', attribute.Texts.Take(8).Select(NameText.Show))}{(attribute.Texts.Count > 8 ? ",…" : "")}]",
        OnnxAttributeKind.Floats => $"{attribute.Floats.Count} numbers",
        _ => $"({attribute.Kind})",
    };
}
