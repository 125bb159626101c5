using System.Globalization;
using System.Text;
using Hls4Net.Compiler.Import;
using Hls4Net.Import;
using Hls4Net.Tests;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>The operator table of docs/onnx.md is written from the declarations of the importer.</summary>
[TestClass]
public sealed class OperatorTableTests
{
    [TestMethod]
    public void The_operator_table_of_the_documentation_is_current() =>
        MarkedText.AssertCurrent("docs/onnx.md", "operators: written by OperatorTableTests from the importer's declarations", "end of operators", Table());

    private static string Table()
    {
        var table = new StringBuilder("| operator | from version | inputs | attributes | limits |\n|---|---|---|---|---|\n");
        foreach (var o in new OperatorCatalog().All)
        {
            var domain = o.Domain.Length == 0 ? "" : o.Domain + "::";
            var use = o.Import is null ? "Constants only, computed at build time." : "";
            table.Append(CultureInfo.InvariantCulture, $"| {domain}{o.Type} | {o.Since} | {Inputs(o)} | {string.Join("; ", o.Attributes.Select(Attribute))} | {$"{use} {o.Limits}".Trim()} |\n");
        }

        return table.ToString();
    }

    private static string Inputs(OnnxOperator o) =>
        string.Join(", ", o.Inputs.Select(i => i.Name + (i.Constant && o.Import is not null ? " (constant)" : "") + (i.Optional ? " (optional)" : ""))) + (o.Variadic ? ", …" : "");

    private static string Attribute(OnnxAttribute a)
    {
        var @default = a.Default switch
        {
            null => a.Required ? ", required" : "",
            float.MinValue or (double)float.MinValue or (double)float.MaxValue or long.MaxValue => " (open)",
            double number => FormattableString.Invariant($" = {(float)number}"),
            var value => FormattableString.Invariant($" = {value}"),
        };
        return a.Name + @default + (a.OnlyDefault is not null ? " only" : "") + (a.Ignored is not null ? " (no effect)" : "");
    }
}
