using System.Numerics;
using System.Text;
using static System.FormattableString;

namespace Hls4Net.Tests.Types;

/// <summary>Our host types against the conversion formulas.</summary>
[TestClass]
public sealed class ConversionTests
{
    private const string Prelude = """
        #include "ap_fixed.h"
        #include <cstring>
        #include <iostream>
        template <class T> ap_uint<T::width> bits(const T &x) { return x.range(T::width - 1, 0); }
        template <class T, class B> T of_bits(const B &raw) { T x; x.range(T::width - 1, 0) = ap_uint<T::width>(raw); return x; }
        inline double real(unsigned long long b) { double d; std::memcpy(&d, &b, sizeof d); return d; }
        template <class S, class D> void every() {
            for (long long r = 0; r < (1LL << S::width); r++) {
                const S s = of_bits<S>(r);
                const D fixed = s, real = s.to_double();
                std::cout << bits(fixed) << (bits(fixed) == bits(real) ? " " : "! ");
            }
            std::cout << '\n';
        }
        template <class S, class D> void one(const char *raw) {
            const D d = of_bits<S>(ap_uint<S::width>(raw));
            std::cout << bits(d) << '\n';
        }
        template <class D> void from(double x) {
            const D d = x;
            std::cout << bits(d) << '\n';
        }

        """;

    [TestMethod]
    public void Every_rounding_and_overflow_of_every_small_value_follows_the_formulas()
    {
        (FixedType Source, FixedType Target)[] pairs =
        [
            (new(6, 3), new(4, 2)), (new(6, 3), new(3, 3, false)), (new(6, 2, false), new(3, 2)), (new(5, 2, false), new(3, 1, false)),
            (new(5, -2), new(4, 0)), (new(5, 7), new(6, 5)), (new(5, 1), new(1, 1)),
        ];
        var cases = pairs.SelectMany(pair => CxxTypes.WithAllModes(pair.Target), (pair, target) => (pair.Source, Target: target)).ToArray();
        var source = new StringBuilder(Prelude).AppendLine("int main() {");
        foreach (var (from, to) in cases)
        {
            source.AppendLine(Invariant($"every<{from.Cxx()}, {to.Cxx()} >();"));
        }

        var lines = HostProgram.Run(source.Append('}').ToString(), HostProgram.Gcc());
        Assert.HasCount(cases.Length, lines);
        for (var k = 0; k < cases.Length; k++)
        {
            var (from, to) = cases[k];
            var values = Enumerable.Range(0, 1 << from.Width).Select(bits => Signed(bits, from));
            var expected = string.Concat(values.Select(raw => Invariant($"{Bits(FixedPoint.Convert(raw, from.Fraction, to), to)} ")));
            Assert.AreEqual(expected, lines[k], $"{from} to {to} ('!': differs when it comes as a double)");
        }
    }

    [TestMethod]
    public void Wide_values_follow_the_formulas()
    {
        var random = new Random(1);
        int[] widths = [31, 63, 64, 65, 127, 128, 129, 200, 500, 1024];
        var cases = Enumerable.Range(0, 160).Select(_ => (From: Wide(), To: Wide())).ToArray();
        var raws = cases.Select(c => Enumerable.Range(0, 5).Select(k => Raw(k, c.From)).ToArray()).ToArray();
        var source = new StringBuilder(Prelude).AppendLine("int main() {");
        for (var k = 0; k < cases.Length; k++)
        {
            foreach (var raw in raws[k])
            {
                source.AppendLine(Invariant($"one<{cases[k].From.Cxx()}, {cases[k].To.Cxx()} >(\"{Bits(raw, cases[k].From)}\");"));
            }
        }

        var lines = HostProgram.Run(source.Append('}').ToString(), HostProgram.Gcc());
        var expected = cases.SelectMany((c, k) => raws[k].Select(raw => Invariant($"{Bits(FixedPoint.Convert(raw, c.From.Fraction, c.To), c.To)}")));
        CollectionAssert.AreEqual(expected.ToArray(), lines);

        FixedType Wide()
        {
            var width = widths[random.Next(widths.Length)] - random.Next(2);
            var modes = random.NextType(8);
            var saturated = Math.Min(modes.SaturationBits, width);
            return modes with { Width = width, Integer = random.Next(-20, width + 20), SaturationBits = saturated };
        }

        BigInteger Raw(int k, FixedType type) => k switch
        {
            0 => type.MinRaw,
            1 => type.MaxRaw,
            2 => (type.MaxRaw >> 1) + 1,
            _ => Signed(new BigInteger(Bytes(type.Width), isUnsigned: true), type),
        };

        byte[] Bytes(int bits)
        {
            var bytes = new byte[(bits + 7) / 8];
            random.NextBytes(bytes);
            bytes[^1] &= (byte)(0xff >> ((8 - (bits % 8)) % 8));
            return bytes;
        }
    }

    [TestMethod]
    public void Doubles_of_every_size_follow_the_formulas()
    {
        var random = new Random(2);
        var types = Enumerable.Range(0, 120).Select(k => random.NextType(k % 5 == 0 ? 120 : 20)).ToArray();
        var values = types.Select(_ => Enumerable.Range(0, 8).Select(Value).ToArray()).ToArray();
        var source = new StringBuilder(Prelude).AppendLine("int main() {");
        for (var k = 0; k < types.Length; k++)
        {
            foreach (var value in values[k])
            {
                source.AppendLine(Invariant($"from<{types[k].Cxx()} >(real({BitConverter.DoubleToUInt64Bits(value)}ULL));"));
            }
        }

        var lines = HostProgram.Run(source.Append('}').ToString(), HostProgram.Gcc());
        var expected = types.SelectMany((type, k) => values[k].Select(value => Invariant($"{Bits(Expected(value, type), type)}")));
        CollectionAssert.AreEqual(expected.ToArray(), lines);

        double Value(int k) => k switch
        {
            0 => 0,
            1 => double.PositiveInfinity,
            2 => double.NegativeInfinity,
            3 => (random.NextDouble() - 0.5) * 1e-310,
            4 => (random.NextDouble() - 0.5) * 1e300,
            5 => random.Next(-64, 64) / 8.0,
            _ => Math.ScaleB(random.NextDouble() - 0.5, random.Next(-20, 20)),
        };

        static BigInteger Expected(double value, FixedType type) => double.IsInfinity(value)
            ? FixedPoint.Convert(new BigInteger(Math.Sign(value)), -1024, type) : FixedValue.Of(value).To(type).Raw;
    }

    private static BigInteger Signed(BigInteger bits, FixedType type) =>
        type.Signed && bits > type.MaxRaw ? bits - (BigInteger.One << type.Width) : bits;

    private static BigInteger Bits(BigInteger raw, FixedType type) => raw.Sign < 0 ? raw + (BigInteger.One << type.Width) : raw;
}
