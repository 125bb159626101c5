using Hls4Net.Import;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>An equation such as <c>bhqd,bhkd-&gt;bhqk</c>: letters label axes, <c>...</c> stands for all further ones.</summary>
internal sealed class EinsumEquation
{
    private const string Ellipsis = "...";

    /// <summary>Reads an equation for operands.</summary>
    /// <exception cref="DiagnosticException">It does not suit them, or takes a diagonal.</exception>
    public EinsumEquation(OperatorNode node, string text, IReadOnlyList<ImportedValue> operands)
    {
        var compact = text.Replace(" ", "", StringComparison.Ordinal);
        var arrow = compact.IndexOf("->", StringComparison.Ordinal);
        var terms = (arrow < 0 ? compact : compact[..arrow]).Split(',');
        if (terms.Length != operands.Count || operands.Count > 2)
        {
            throw node.Unsupported(FormattableString.Invariant($"equation '{NameText.Show(text)}' with {operands.Count} operands is not supported; one or two are, as many as it has terms"));
        }

        var wildcards = terms.Select((term, i) => term.Contains(Ellipsis, StringComparison.Ordinal) ? operands[i].Rank - (term.Length - Ellipsis.Length) : 0).Max();
        Operands = [.. terms.Select((term, i) => Labels(node, term, operands[i].Rank, wildcards))];
        Result = arrow >= 0 ? Labels(node, compact[(arrow + 2)..], -1, wildcards)
            : [.. Enumerable.Range(256, wildcards), .. terms.SelectMany(term => term).Where(c => c != '.').GroupBy(c => c).Where(g => g.Count() == 1).Select(g => (int)g.Key).Order()];
        if (Result.Any(label => !Operands.Any(operand => operand.Contains(label))))
        {
            throw node.Unsupported($"equation '{NameText.Show(text)}' makes an axis out of nothing");
        }
    }

    /// <summary>The labels of each operand's axes.</summary>
    public IReadOnlyList<int[]> Operands { get; }

    /// <summary>The labels of the result's axes.</summary>
    public int[] Result { get; }

    /// <summary>Letters are their own labels; those of an ellipsis follow from 256 on and are aligned at their ends.</summary>
    private static int[] Labels(OperatorNode node, string term, int rank, int wildcards)
    {
        var at = term.IndexOf(Ellipsis, StringComparison.Ordinal);
        var letters = at < 0 ? term : term.Remove(at, Ellipsis.Length);
        var covered = at < 0 ? 0 : rank < 0 ? wildcards : rank - letters.Length;
        int[] labels =
        [
            .. letters[..Math.Max(at, 0)].Select(c => (int)c), .. Enumerable.Range(256 + wildcards - Math.Max(covered, 0), Math.Max(covered, 0)),
            .. letters[Math.Max(at, 0)..].Select(c => (int)c),
        ];
        return letters.All(char.IsAsciiLetter) && covered >= 0 && (rank < 0 || labels.Length == rank) && labels.Distinct().Count() == labels.Length
            ? labels : throw node.Unsupported($"term '{NameText.Show(term)}' is not supported: a letter for each axis and none twice");
    }
}
