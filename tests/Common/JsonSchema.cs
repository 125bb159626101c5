using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hls4Net.Tests;

/// <summary>
/// Validates JSON against a JSON schema, as far as our schemas go. A keyword that it does not know throws: nothing is passed over.
/// </summary>
public sealed class JsonSchema
{
    private static readonly string[] s_remarks = ["$schema", "$id", "title", "description", "$defs", "default", "examples", "markdownDescription"];
    private readonly JsonElement _root;

    /// <summary>A schema from its file.</summary>
    public JsonSchema(string path)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(path));
        _root = document.RootElement.Clone();
    }

    /// <summary>What is wrong with a text, with the path of each place; nothing where it is valid.</summary>
    public IReadOnlyList<string> Validate(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Validate(document.RootElement, _root, "$")];
    }

    private IEnumerable<string> Validate(JsonElement value, JsonElement schema, string path)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return schema.ValueKind == JsonValueKind.True ? [] : [$"{path}: nothing is allowed here"];
        }

        return schema.EnumerateObject().Where(keyword => !s_remarks.Contains(keyword.Name)).SelectMany(keyword => Check(value, schema, keyword, path));
    }

    private IEnumerable<string> Check(JsonElement value, JsonElement schema, JsonProperty keyword, string path) => keyword.Name switch
    {
        "$ref" => Validate(value, Definition(keyword.Value.GetString()!), path),
        "type" => When(!Alternatives(keyword.Value).Any(type => IsOfType(value, type.GetString()!)), $"{path}: {value.ValueKind} is not {keyword.Value}"),
        "const" => When(!JsonElement.DeepEquals(value, keyword.Value), $"{path}: {value} is not {keyword.Value}"),
        "enum" => When(!keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(value, allowed)), $"{path}: {value} is none of {keyword.Value}"),
        "anyOf" => AnyOf(value, keyword.Value, path),
        "required" when value.ValueKind == JsonValueKind.Object => keyword.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path}: {name} is missing"),
        "properties" when value.ValueKind == JsonValueKind.Object => value.EnumerateObject().SelectMany(property =>
            keyword.Value.TryGetProperty(property.Name, out var known) ? Validate(property.Value, known, $"{path}.{property.Name}") : []),
        "additionalProperties" when value.ValueKind == JsonValueKind.Object => value.EnumerateObject()
            .Where(property => !(schema.TryGetProperty("properties", out var known) && known.TryGetProperty(property.Name, out _)))
            .SelectMany(property => Validate(property.Value, keyword.Value, $"{path}.{property.Name}")),
        "items" when value.ValueKind == JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => Validate(item, keyword.Value, $"{path}[{i}]")),
        "minItems" when value.ValueKind == JsonValueKind.Array => When(value.GetArrayLength() < keyword.Value.GetInt32(), $"{path}: fewer than {keyword.Value}"),
        "maxItems" when value.ValueKind == JsonValueKind.Array => When(value.GetArrayLength() > keyword.Value.GetInt32(), $"{path}: more than {keyword.Value}"),
        "minimum" when value.ValueKind == JsonValueKind.Number => When(value.GetDouble() < keyword.Value.GetDouble(), $"{path}: {value} is below {keyword.Value}"),
        "minLength" when value.ValueKind == JsonValueKind.String => When(value.GetString()!.Length < keyword.Value.GetInt32(), $"{path}: shorter than {keyword.Value}"),
        "pattern" when value.ValueKind == JsonValueKind.String => When(!Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!), $"{path}: {value} does not match {keyword.Value}"),
        "required" or "properties" or "additionalProperties" or "items" or "minItems" or "maxItems" or "minimum" or "minLength" or "pattern" => [],
        _ => throw new NotSupportedException($"The validator does not know '{keyword.Name}'."),
    };

    private List<string> AnyOf(JsonElement value, JsonElement schemas, string path)
    {
        var problems = schemas.EnumerateArray().Select(schema => Validate(value, schema, path).ToList()).ToList();
        return problems.Exists(found => found.Count == 0) ? [] : problems.MaxBy(found => found.Max(problem => problem.Length))!;
    }

    private JsonElement Definition(string reference) =>
        reference.Split('/').Skip(1).Aggregate(_root, (element, name) => element.GetProperty(name));

    private static JsonElement[] Alternatives(JsonElement types) => types.ValueKind == JsonValueKind.Array ? [.. types.EnumerateArray()] : [types];

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && Math.Abs(value.GetDouble() % 1) == 0,
        _ => throw new NotSupportedException($"The validator does not know type '{type}'."),
    };

    private static IEnumerable<string> When(bool isWrong, string problem) => isWrong ? [problem] : [];
}
