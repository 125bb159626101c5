namespace Hls4Net;

/// <summary>Words that no generated identifier may be: keywords of C++ and C#, and names the generated code uses itself.</summary>
internal static class Keywords
{
    private static readonly HashSet<string> Reserved = new(
        (
            "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t class compl concept const " +
            "consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete do double dynamic_cast " +
            "else enum explicit export extern false float for friend goto if inline int long mutable namespace new noexcept not not_eq " +
            "nullptr operator or or_eq private protected public register reinterpret_cast requires return short signed sizeof static " +
            "static_assert static_cast struct switch template this thread_local throw true try typedef typeid typename union unsigned " +
            "using virtual void volatile wchar_t while xor xor_eq " +
            "abstract as base byte checked decimal delegate event finally fixed foreach implicit in interface internal is lock null object " +
            "out override params readonly ref sbyte sealed stackalloc string uint ulong unchecked unsafe ushort record required scoped field " +
            "main std nnet hls input output NULL EOF assert errno linux unix stdin stdout stderr").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Whether <paramref name="word"/> is one of them.</summary>
    public static bool IsReserved(string word) => Reserved.Contains(word);
}
