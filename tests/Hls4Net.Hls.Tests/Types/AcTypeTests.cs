using System.Numerics;
using System.Text;
using static System.FormattableString;

namespace Hls4Net.Tests.Types;

/// <summary>The AC types of the host against the formulas: conversions of every mode, operators with the types of their results.</summary>
/// <remarks>HLS4NET_AC_HEADERS names a folder with the vendor's open headers, to put them to the same tests.</remarks>
[TestClass]
public sealed class AcTypeTests
{
    private const string Prelude = """
        #include "ac_fixed.h"
        #include <iostream>
        #include <cstring>
        template <class T> struct shape;
        template <int W, int I, bool S, ac_q_mode Q, ac_o_mode O> struct shape<ac_fixed<W, I, S, Q, O> > {
            static const int width = W;
            static void print() { std::cout << (S ? "fixed" : "ufixed") << W << ',' << I << ' '; }
        };
        template <int W, bool S> struct shape<ac_int<W, S> > {
            static const int width = W;
            static void print() { std::cout << (S ? "fixed" : "ufixed") << W << ',' << W << ' '; }
        };
        // Bits from the highest to the lowest, in hexadecimal digits.
        template <class T> void bits(const T &x) {
            for (int i = (shape<T>::width + 3) / 4 * 4 - 1; i >= 0; i -= 4) {
                int digit = 0;
                for (int k = 0; k < 4; k++) digit = 2 * digit + (i - k < shape<T>::width && x[i - k] ? 1 : 0);
                std::cout << "0123456789abcdef"[digit];
            }
            std::cout << ' ';
        }
        template <class T> void show(const T &x) { shape<T>::print(); bits(x); std::cout << '\n'; }
        template <class T> T of_bits(const char *digits) {
            T x = 0;
            for (int i = (shape<T>::width + 3) / 4 * 4 - 4; *digits; i -= 4, digits++) {
                const int digit = *digits <= '9' ? *digits - '0' : *digits - 'a' + 10;
                for (int k = 0; k < 4 && i + k < shape<T>::width; k++) x[i + k] = (digit >> k & 1) != 0;
            }
            return x;
        }
        template <class S, class D> void one(const char *raw) {
            const S s = of_bits<S>(raw);
            const D fixed = s, real = s.to_double();
            bits(fixed);
            if (shape<S>::width < 54) bits(real);
            std::cout << '\n';
        }
        template <class A, class B> void binary(const A &a, const B &b) {
            show(a + b); show(a - b); show(a * b); show(a & b); show(a | b); show(a ^ b);
            std::cout << (a < b) << (a <= b) << (a > b) << (a >= b) << (a == b) << (a != b) << '\n';
            if (b != 0) show(a / b);
        }
        template <class A, class B> void assign(const A &a, const B &b) {
            A x = a; x += b; bits(x); x = a; x -= b; bits(x); x = a; x *= b; bits(x); x = a; ++x; bits(x); x = a; x--; bits(x);
            std::cout << '\n';
        }
        template <class A> void unary(const A &x, int n) {
            show(-x); show(~x); bits(x << n); bits(x >> n); std::cout << x.to_int64() << '\n';
        }

        """;

    [TestMethod]
    public void Every_rounding_and_overflow_of_every_small_value_follows_the_formulas()
    {
        (FixedType Source, FixedType Target)[] pairs = [(new(5, 2), new(3, 1)), (new(5, 2), new(3, 2, false)), (new(5, 1, false), new(3, 1)), (new(4, -1), new(3, 0)), (new(4, 6), new(5, 4))];
        Check(
            from pair in pairs
            from target in CxxTypes.WithAllAcModes(pair.Target)
            select (pair.Source, target, Enumerable.Range(0, 1 << pair.Source.Width).Select(bits => new BigInteger(bits)).ToArray()));
    }

    [TestMethod]
    public void Wide_values_follow_the_formulas()
    {
        var random = new Random(11);
        int[] widths = [31, 63, 64, 65, 128, 129, 500, 1024];
        Check(Enumerable.Range(0, 60).Select(_ => (Wide(), Wide())).Select(pair => (pair.Item1, pair.Item2, Enumerable.Range(0, 3).Select(_ => Bits(random, pair.Item1)).ToArray())));

        FixedType Wide()
        {
            FixedType[] modes = [.. CxxTypes.WithAllAcModes(random.NextShape(8))];
            return modes[random.Next(modes.Length)] with { Width = widths[random.Next(widths.Length)] - random.Next(2), Integer = random.Next(-20, 80) };
        }
    }

    [TestMethod]
    public void Operators_are_exact_and_sized_by_the_rules()
    {
        var random = new Random(12);
        var source = new StringBuilder(Prelude).AppendLine("int main() {");
        var expected = new List<string>();
        for (var k = 0; k < 14; k++)
        {
            var widest = k < 8 ? 10 : k < 11 ? 60 : 300;
            var (left, right) = (random.NextShape(widest), random.NextShape(widest));
            for (var sample = 0; sample < 4; sample++)
            {
                var (a, b) = (Number(Bits(random, left), left), Number(Bits(random, right), right));
                source.AppendLine(Invariant($"binary({Cxx(a)}, {Cxx(b)});"));
                Number[] results = [a.Plus(b), a.Minus(b), a.Times(b), .. a.Logic(b)];
                var order = FixedValue.Of(a.Raw, left).CompareTo(FixedValue.Of(b.Raw, right));
                bool[] comparisons = [order < 0, order <= 0, order > 0, order >= 0, order == 0, order != 0];
                expected.AddRange(results.Select(Shown));
                expected.Add(string.Concat(comparisons.Select(truth => truth ? '1' : '0')));
                if (!b.Raw.IsZero)
                {
                    expected.Add(Shown(a.Over(b)));
                }
            }
        }

        CollectionAssert.AreEqual(expected, HostProgram.RunWithAcTypes(source.Append('}').ToString(), HostProgram.Gcc()));
    }

    [TestMethod]
    public void Assignments_convert_back_increments_move_by_a_unit_and_integers_are_floors()
    {
        var random = new Random(13);
        var source = new StringBuilder(Prelude).AppendLine("int main() {");
        var expected = new List<string>();
        for (var k = 0; k < 16; k++)
        {
            FixedType[] modes = [.. CxxTypes.WithAllAcModes(random.NextShape(k < 12 ? 12 : 80))];
            var type = modes[random.Next(modes.Length)];
            type = type with { Integer = Math.Min(type.Integer, 60) }; // to_int64 exists as far as that
            var other = random.NextShape(10);
            var (a, b, n) = (Number(Bits(random, type), type), Number(Bits(random, other), other), random.Next(-type.Width - 1, type.Width + 2));
            source.AppendLine(Invariant($"assign({Cxx(a)}, {Cxx(b)}); unary({Cxx(a)}, {n});"));
            var unit = new Number(1, new(1, type.Integer - type.Width + 1, false));
            Number[] assigned = [a.Plus(b), a.Minus(b), a.Times(b), a.Plus(unit), a.Minus(unit)];
            expected.Add(string.Concat(assigned.Select(x => Hex(x.To(type)) + " ")));
            expected.Add(Shown(new Number(-a.Raw, new(type.Width + 1, type.Integer + 1))));
            var more = type.Signed ? 0 : 1;
            expected.Add(Shown(new Number(-1 - a.Raw, new(type.Width + more, type.Integer + more))));
            BigInteger[] moved = [n < 0 ? a.Raw >> -n : a.Raw << n, n < 0 ? a.Raw << -n : a.Raw >> n];
            var whole = new Number(new FixedValue(a.Raw, type.Fraction).Floor(), new(Math.Max(type.Integer, 1), Math.Max(type.Integer, 1), type.Signed)).Wrapped.Raw;
            expected.Add(string.Concat(moved.Select(raw => Hex(new Number(raw, type).Wrapped) + " ")) + Invariant($"{(long)(ulong)(whole & ulong.MaxValue)}"));
        }

        CollectionAssert.AreEqual(expected, HostProgram.RunWithAcTypes(source.Append('}').ToString(), HostProgram.Gcc()));
    }

    [TestMethod]
    public void Ties_to_odd_slices_and_C_integers_behave_as_documented()
    {
        const string Source = """
            #include "ac_fixed.h"
            #include <iostream>
            #define CHECK(...) if (!(__VA_ARGS__)) std::cout << __LINE__ << ": " #__VA_ARGS__ << '\n'
            int main() {
                typedef ac_fixed<8, 6> source;
                typedef ac_fixed<6, 6, true, AC_RND_CONV_ODD> odd;
                CHECK(odd(source(2.5)).to_int() == 3 && odd(source(3.5)).to_int() == 3 && odd(source(-2.5)).to_int() == -3 && odd(source(2.75)).to_int() == 3);
                CHECK(source(-7.5).to_int() == -8 && source(-0.25).to_int() == -1 && source(7.75).to_int() == 7);
                const ac_fixed<8, 4> x = -4.5;
                ac_int<4, false> low = x.slc<4>(0);
                CHECK(low == 8 && x.slc<4>(4) == -5 && x[7] && !x[0]);
                ac_fixed<8, 4> y = 0;
                y.set_slc(4, ac_int<4, false>(3));
                y[0] = true;
                CHECK(y == 3.0625 && 3.0625 == y && y < 4 && y > 3u && 3 < y && y != ac_int<4, true>(3));
                ac_int<5, true> i = 11;
                CHECK(i % 4 == 3 && i / -4 == -2 && (i << 1) == -10 && (i >> 1) == 5 && (i << -1) == 5 && i++ == 11 && i == 12 && ~i == -13);
                CHECK((ac_int<3, false>(5) - ac_int<3, false>(6)) == -1 && -ac_int<3, false>(5) == -5 && ac_int<3, false>(9) == 1);
                std::cout << ac_int<70, true>(-5) * ac_int<70, true>(1) << ' ' << ac_int<64, false>(~0ULL) << '\n';
            }
            """;
        string[] printed = ["-5 18446744073709551615"];
        CollectionAssert.AreEqual(printed, HostProgram.RunWithAcTypes(Source, HostProgram.Gcc(), HostProgram.Sanitize));
    }

    private static void Check(IEnumerable<(FixedType From, FixedType To, BigInteger[] Bits)> cases)
    {
        var source = new StringBuilder(Prelude).AppendLine("int main() {");
        var expected = new List<string>();
        foreach (var (from, to, values) in cases)
        {
            foreach (var value in values)
            {
                var number = Number(value, from);
                source.AppendLine(Invariant($"one<{from.AcCxx()}, {to.AcCxx()} >(\"{Hex(number)}\");"));
                var hex = Hex(new Number(FixedPoint.Convert(number.Raw, from.Fraction, to), to)) + " ";
                expected.Add(from.Width < 54 ? hex + hex : hex);
            }
        }

        CollectionAssert.AreEqual(expected, HostProgram.RunWithAcTypes(source.Append('}').ToString(), HostProgram.Gcc()));
    }

    private static BigInteger Bits(Random random, FixedType type)
    {
        var bytes = new byte[(type.Width + 7) / 8];
        random.NextBytes(bytes);
        return random.Next(6) == 0 ? BigInteger.One << (type.Width - 1) : new BigInteger(bytes, isUnsigned: true) & ((BigInteger.One << type.Width) - 1);
    }

    private static Number Number(BigInteger bits, FixedType type) => new(type.Signed && bits > type.MaxRaw ? bits - (BigInteger.One << type.Width) : bits, type);

    private static string Cxx(Number number) => Invariant($"of_bits<{number.Type.AcCxx()} >(\"{Hex(number)}\")");

    private static string Shown(Number number) => Invariant($"{(number.Type.Signed ? "" : "u")}fixed{number.Type.Width},{number.Type.Integer} {Hex(number)} ");

    private static string Hex(Number number)
    {
        var digits = (number.Type.Width + 3) / 4;
        var text = (number.Raw.Sign < 0 ? number.Raw + (BigInteger.One << number.Type.Width) : number.Raw).ToString("x", System.Globalization.CultureInfo.InvariantCulture);
        return text.PadLeft(digits, '0')[^digits..];
    }
}
