using System.Numerics;
using System.Text;
using static System.FormattableString;

namespace Hls4Net.Tests.Types;

/// <summary>Types and values of the operators' results against the formulas.</summary>
[TestClass]
public sealed class OperatorTests
{
    private const string Prelude = """
        #include "ap_fixed.h"
        #include <cstring>
        #include <iostream>
        template <class T> struct name;
        template <int W, int I> struct name<ap_fixed<W, I> > { static void print() { std::cout << "fixed" << W << ',' << I << ' '; } };
        template <int W, int I> struct name<ap_ufixed<W, I> > { static void print() { std::cout << "ufixed" << W << ',' << I << ' '; } };
        template <int W> struct name<ap_int<W> > { static void print() { std::cout << "fixed" << W << ',' << W << ' '; } };
        template <int W> struct name<ap_uint<W> > { static void print() { std::cout << "ufixed" << W << ',' << W << ' '; } };
        template <class T> void show(const T &x) { name<T>::print(); std::cout << ap_uint<T::width>(x.range(T::width - 1, 0)) << '\n'; }
        template <class T> T of_bits(const char *raw) { T x; x.range(T::width - 1, 0) = ap_uint<T::width>(raw); return x; }
        template <class A, class B> void arithmetic(const A &a, const B &b) { show(a + b); show(a - b); show(a * b); }
        template <class A, class B> void logic(const A &a, const B &b) { show(a & b); show(a | b); show(a ^ b); }
        template <class A, class B> void quotient(const A &a, const B &b) { show(a / b); }
        template <class A, class B> void compare(const A &a, const B &b) {
            std::cout << (a < b) << (a <= b) << (a > b) << (a >= b) << (a == b) << (a != b) << '\n';
        }
        template <class A, class B> void binary(const A &a, const B &b) {
            arithmetic(a, b); logic(a, b); compare(a, b);
            if (b != 0) quotient(a, b);
        }
        template <class A> void bits(const A &x) { std::cout << ap_uint<A::width>(x.range(A::width - 1, 0)) << '\n'; }
        template <class A, class B> void assign(const A &a, const B &b) {
            A x = a; x += b; bits(x); x = a; x -= b; bits(x); x = a; x *= b; bits(x);
            x = a; ++x; bits(x); x = a; x--; bits(x);
        }
        template <class A> void unary(const A &x, int n) {
            show(-x); bits(~x); bits(x << n); bits(x >> n);
            unsigned long long d; const double real = x.to_double(); std::memcpy(&d, &real, sizeof d);
            std::cout << x.to_int64() << ' ' << x.to_uint() << ' ' << d << '\n';
        }

        """;

    [TestMethod]
    public void Fixed_point_operators_are_exact_and_sized_by_the_rules() => Check(
        Enumerable.Range(0, 24).Select(k => k < 14 ? 10 : k < 20 ? 60 : 300), widest => (Random random) => random.NextShape(widest), "");

    [TestMethod]
    public void Integer_operators_are_exact_and_sized_by_the_rules() => Check(
        Enumerable.Range(0, 16).Select(k => k < 9 ? 10 : k < 13 ? 60 : 300), widest => (Random random) => Integer(random, widest), "int");

    [TestMethod]
    public void C_integers_count_as_integers_of_their_width()
    {
        var source = new StringBuilder(Prelude).AppendLine("""
            int main() {
                const ap_fixed<8, 4> a = of_bits<ap_fixed<8, 4> >("179"); // -77 / 16
                binary(a, 3); binary(a, 200u); binary(a, (short)-5); binary(a, true); binary(-7, a); binary(a, -3LL);
                const ap_ufixed<8, 4> u = of_bits<ap_ufixed<8, 4> >("179");
                binary(u, (signed char)-3); binary(u, ap_int<5>(-3)); binary(ap_uint<5>(30), a);
            }
            """).ToString();
        var a = new Number(-77, new(8, 4));
        var u = new Number(179, new(8, 4, false));
        (Number, Number)[] pairs =
        [
            (a, Int(3, 32)), (a, Int(200, 32, false)), (a, Int(-5, 16)), (a, Int(1, 1, false)), (Int(-7, 32), a), (a, Int(-3, 64)),
            (u, Int(-3, 8)), (u, Int(-3, 5)), (Int(30, 5, false), a),
        ];
        CollectionAssert.AreEqual(pairs.SelectMany(p => Binary(p.Item1, p.Item2)).ToArray(), HostProgram.Run(source, HostProgram.Gcc()));

        static Number Int(long value, int width, bool signed = true) => new(value, new(width, width, signed));
    }

    [TestMethod]
    public void Assignments_convert_back_and_shifts_stay_within_the_type()
    {
        var random = new Random(3);
        var source = new StringBuilder(Prelude).AppendLine("int main() {");
        var expected = new List<string>();
        for (var k = 0; k < 24; k++)
        {
            var a = Next(random, random.NextType(k < 16 ? 12 : 80));
            var b = Next(random, random.NextShape(10));
            var n = random.Next(-a.Type.Width - 1, a.Type.Width + 2);
            source.AppendLine(Invariant($"assign({a.Cxx()}, {b.Cxx()}); unary({a.Cxx()}, {n});"));
            var one = new Number(1, new(1, 1, false));
            Number[] assigned = [a.Plus(b), a.Minus(b), a.Times(b), a.Plus(one), a.Minus(one)];
            expected.AddRange(assigned.Select(x => x.To(a.Type).Bits));
            expected.Add(new Number(-a.Raw, new(a.Type.Width + 1, a.Type.Integer + 1)).ToString());
            BigInteger[] moved = [-1 - a.Raw, n < 0 ? a.Raw >> -n : a.Raw << n, n < 0 ? a.Raw << -n : a.Raw >> n];
            expected.AddRange(moved.Select(raw => new Number(raw, a.Type).Wrapped.Bits));
            var whole = new FixedValue(a.Raw, a.Type.Fraction).Truncate();
            var real = BitConverter.DoubleToUInt64Bits(FixedPoint.ToDouble(a.Raw, a.Type.Fraction));
            expected.Add(Invariant($"{(long)(ulong)(whole & ulong.MaxValue)} {(uint)(whole & uint.MaxValue)} {real}"));
        }

        CollectionAssert.AreEqual(expected, HostProgram.Run(source.Append('}').ToString(), HostProgram.Gcc()));
    }

    private static void Check(IEnumerable<int> widths, Func<int, Func<Random, FixedType>> types, string kind)
    {
        var random = new Random(4);
        var source = new StringBuilder(Prelude).AppendLine("int main() {");
        var expected = new List<string>();
        foreach (var widest in widths)
        {
            var (left, right) = (types(widest)(random), types(widest)(random));
            for (var k = 0; k < 12; k++)
            {
                var (a, b) = (Next(random, left), Next(random, right));
                source.AppendLine(Invariant($"binary({a.Cxx(kind)}, {b.Cxx(kind)});"));
                expected.AddRange(Binary(a, b));
            }
        }

        CollectionAssert.AreEqual(expected, HostProgram.Run(source.Append('}').ToString(), HostProgram.Gcc()));
    }

    private static IEnumerable<string> Binary(Number a, Number b)
    {
        var (x, y) = (FixedValue.Of(a.Raw, a.Type), FixedValue.Of(b.Raw, b.Type));
        Number[] results = [a.Plus(b), a.Minus(b), a.Times(b), .. a.Logic(b)];
        bool[] comparisons = [x < y, x <= y, x > y, x >= y, x == y, x != y];
        return
        [
            .. results.Select(result => result.ToString()), string.Concat(comparisons.Select(holds => holds ? '1' : '0')),
            .. b.Raw.IsZero ? [] : new[] { a.Over(b).ToString() },
        ];
    }

    private static FixedType Integer(Random random, int widest)
    {
        var width = random.Next(1, widest + 1);
        return new(width, width, random.Next(2) != 0);
    }

    private static Number Next(Random random, FixedType type)
    {
        var bytes = new byte[(type.Width / 8) + 1];
        random.NextBytes(bytes);
        BigInteger[] special = [type.MinRaw, type.MaxRaw, BigInteger.Zero];
        var pick = random.Next(12);
        return pick < 3 ? new(special[pick], type) : new Number(new BigInteger(bytes, isUnsigned: true), type).Wrapped;
    }
}
