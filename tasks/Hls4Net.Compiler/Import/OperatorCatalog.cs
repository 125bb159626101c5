using Hls4Net.Compiler.Import.Operators;
using Hls4Net.Import;

namespace Hls4Net.Compiler.Import;

/// <summary>Every operator that can be read, by domain, type and version.</summary>
public sealed class OperatorCatalog
{
    // By "domain::type".
    private readonly Dictionary<string, List<OnnxOperator>> _operators = new(StringComparer.Ordinal);

    /// <summary>The built-in operators and those that plugins add.</summary>
    /// <param name="more">Further declarations; they may extend but not replace the built-in ones.</param>
    /// <exception cref="ArgumentException">Two declarations claim the same domain, type and version.</exception>
    public OperatorCatalog(params IEnumerable<OnnxOperator> more)
    {
        IEnumerable<OnnxOperator>[] families =
        [
            MatrixProducts.Operators,
            Contractions.Operators,
            Convolutions.Operators,
            Poolings.Operators,
            Arithmetic.Operators,
            Combining.Operators,
            Reductions.Operators,
            Maths.Operators,
            Normalization.Operators,
            Activations.Operators,
            SoftmaxOperator.Operators,
            Recurrences.Operators, GroupStatistics.Operators,
            Views.Operators,
            Movement.Operators,
            Joining.Operators,
            ImageMovement.Operators,
            Resizing.Operators,
            Choosing.Operators,
            Conditions.Operators,
            Constants.Operators,
            ShapeArithmetic.Operators,
            Quantizers.Operators, Roundings.Operators, LinearQuantization.Operators, QuantizedOperators.Operators, ChannelsLastOperators.Operators,
        ];
        foreach (var declaration in families.SelectMany(family => family).Concat(more))
        {
            Add(declaration);
        }
    }

    /// <summary>First version of the default operator set that is read in full; before it, broadcasting followed other rules.</summary>
    public static int OldestOpset => 7;

    /// <summary>Last version of the default operator set that the declarations were written for.</summary>
    public static int NewestOpset => 22;

    /// <summary>Every declaration, ordered by domain, type and version.</summary>
    public IEnumerable<OnnxOperator> All => _operators
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .SelectMany(entry => entry.Value);

    /// <summary>The declaration for an operator of a version; null where there is none.</summary>
    public OnnxOperator? Find(string domain, string type, long version) =>
        _operators.TryGetValue($"{domain}::{type}", out var declarations) || (domain is not ("" or "ai.onnx") && _operators.TryGetValue($"*::{type}", out declarations))
            ? declarations.FindLast(declaration => declaration.Since <= version) : null;

    /// <summary>The last version of an operator that the declarations are for; null where there is none of that domain and type.</summary>
    public long? NewestOf(string domain, string type) =>
        !_operators.TryGetValue($"{domain}::{type}", out var declarations) ? null : domain.Length == 0 ? NewestOpset : declarations[^1].Since;

    private void Add(OnnxOperator declaration)
    {
        var key = $"{declaration.Domain}::{declaration.Type}";
        if (!_operators.TryGetValue(key, out var declarations))
        {
            _operators[key] = declarations = [];
        }

        if (declarations.Exists(d => d.Since == declaration.Since))
        {
            throw new ArgumentException($"Operator {declaration.Domain}:{declaration.Type} version {declaration.Since} is declared twice.", nameof(declaration));
        }

        declarations.Add(declaration);
        declarations.Sort((a, b) => a.Since.CompareTo(b.Since));
    }
}
