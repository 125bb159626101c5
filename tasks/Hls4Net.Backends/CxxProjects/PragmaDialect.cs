using System.Text.RegularExpressions;

namespace Hls4Net.CxxProjects;

/// <summary>
/// Says pragmas to a tool. Kernels and templates write them once, in AMD's notation: behind <c>#ifdef __SYNTHESIS__</c>, inside
/// the loop or function they speak of. Other tools want a loop's pragma before the loop, and registers as an attribute of the
/// array's declaration; and where AMD unrolls whatever lies in a pipelined function or loop, they want to be told.
/// </summary>
internal abstract partial class PragmaDialect
{
    private const string AmdGuard = "#ifdef __SYNTHESIS__";

    /// <summary>Macro that the tool defines where it builds hardware.</summary>
    protected abstract string Guard { get; }

    /// <summary>What stands before a loop that is to be unrolled.</summary>
    protected abstract string Unroll { get; }

    /// <summary>What stands before the declaration of an array that is to lie in registers; null: the tool decides.</summary>
    protected virtual string? Register => null;

    /// <summary>What stands before a loop that starts an iteration every so many cycles; null where there is nothing to say.</summary>
    /// <param name="interval">The cycles, a C++ constant; empty: as few as possible.</param>
    protected abstract string? Pipeline(string interval);

    /// <summary>A C++ text with its pragmas in the tool's notation.</summary>
    public string Translate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (lines, result) = (text.Split('\n'), new List<string>());
        var (depth, unrolledBelow) = (0, int.MaxValue);
        for (var i = 0; i < lines.Length; i++)
        {
            if (Block(lines, i) is { Length: > 0 } block)
            {
                i += block.Length - 1;
                if (Say(block, result))
                {
                    unrolledBelow = Math.Min(unrolledBelow, depth);
                }

                continue;
            }

            var line = lines[i];
            if (IsLoop().IsMatch(line) && depth >= unrolledBelow && !HasOwnPragma(lines, i))
            {
                Guarded(result, result.Count, Unroll);
            }

            result.Add(line);
            var code = line.Split("//")[0];
            depth += code.Count(c => c == '{') - code.Count(c => c == '}');
            if (depth < unrolledBelow)
            {
                unrolledBelow = int.MaxValue;
            }
        }

        return string.Join('\n', result).Replace("__SYNTHESIS__", Guard, StringComparison.Ordinal);
    }

    /// <summary>The lines from a guard to its end, if they are pragmas and what depends on them.</summary>
    private static string[] Block(string[] lines, int start)
    {
        if (lines[start].Trim() != AmdGuard)
        {
            return [];
        }

        var (end, nesting) = (start, 0);
        do
        {
            nesting += lines[end].TrimStart().StartsWith("#if", StringComparison.Ordinal) ? 1 : lines[end].TrimStart().StartsWith("#endif", StringComparison.Ordinal) ? -1 : 0;
            end++;
        }
        while (nesting > 0 && end < lines.Length);

        var block = lines[start..end];
        return block.Any(line => line.Contains("#pragma HLS", StringComparison.Ordinal)) ? block : [];
    }

    private static bool HasOwnPragma(string[] lines, int loop) =>
        loop + 1 < lines.Length && Block(lines, loop + 1).Any(line => line.Contains("UNROLL", StringComparison.Ordinal) || line.Contains("PIPELINE", StringComparison.Ordinal));

    /// <summary>Says the pragmas of a block at their places; whether loops below are to be unrolled.</summary>
    private bool Say(string[] block, List<string> result)
    {
        var isLoop = result.Count > 0 && IsLoop().IsMatch(result[^1]) && result[^1].EndsWith('{');
        var isPipelined = false;
        foreach (var pragma in block.Select(line => line.Trim()))
        {
            if (isLoop && pragma == "#pragma HLS UNROLL")
            {
                Guarded(result, result.Count - 1, Unroll);
            }
            else if (PipelinePragma().Match(pragma) is { Success: true } pipeline)
            {
                isPipelined = true;
                if (isLoop && Pipeline(pipeline.Groups[1].Value) is { } said)
                {
                    Guarded(result, result.Count - 1, said);
                }
            }
            else if (Register is not null && RegisterPragma().Match(pragma) is { Success: true } register)
            {
                MarkDeclaration(result, register.Groups[1].Value);
            }
        }

        return isPipelined;
    }

    private void MarkDeclaration(List<string> result, string variable)
    {
        var declaration = new Regex($@"^\s*(?!return\b)[\w:<>, ]+\b{variable}\[.*;\s*$");
        var at = result.FindLastIndex(declaration.IsMatch);
        if (at >= 0 && (at == 0 || result[at - 1] != "#endif" || at < 2 || !result[at - 2].EndsWith(Register!, StringComparison.Ordinal)))
        {
            Guarded(result, at, Register!);
        }
    }

    private void Guarded(List<string> result, int at, string line) => result.InsertRange(at, [$"#ifdef {Guard}", line, "#endif"]);

    [GeneratedRegex(@"^\s*for \(")]
    private static partial Regex IsLoop();

    [GeneratedRegex(@"^#pragma HLS PIPELINE(?: II=(\S+))?")]
    private static partial Regex PipelinePragma();

    [GeneratedRegex(@"^#pragma HLS ARRAY_PARTITION variable=(\w+) complete(?: dim=0)?$")]
    private static partial Regex RegisterPragma();
}
