namespace Hls4Net.Tests.Types;

/// <summary>Bits, text, streams and the other members that generated code and test benches use.</summary>
[TestClass]
public sealed class BitAccessTests
{
    [TestMethod]
    public void Bits_ranges_text_and_channels_behave_as_the_vendor_documents()
    {
        const string Source = """
            #include "ap_fixed.h"
            #include "ap_int.h"
            #include "hls_stream.h"
            #include <iostream>
            #include <sstream>
            #define CHECK(...) if (!(__VA_ARGS__)) std::cout << __LINE__ << ": " #__VA_ARGS__ << '\n'
            template <class T> std::string text(const T &x) { std::ostringstream s; s << x; return s.str(); }
            int main() {
                ap_fixed<8, 4> x = -7.5;
                CHECK(x.to_int() == -7 && int(x) == -7 && x.to_double() == -7.5 && (bool)x && !!x);
                CHECK(ap_fixed<8, 0>(-0.25).to_int() == 0 && ap_fixed<8, -2>(-0.01).to_int64() == 0);
                CHECK(x.range(7, 0) == 0x88 && x(3, 0).to_uint() == 8 && x[7] && !x[0] && x.range().length() == 8);
                x[0] = true;
                x(7, 4) = 3;
                CHECK(x == 3.5625 && 3.5625 == x && x < 4 && x > 3u && 3 < x && x != ap_int<4>(3));
                x.range(7, 0) = ap_int<16>(-1);
                CHECK(x.to_double() == -0.0625);
                const ap_fixed<8, 4> fixed = x;
                ap_uint<4> low = fixed.range(3, 0);
                CHECK(low == 15 && fixed[3] && fixed(7, 6) == 3);
                CHECK((ap_fixed<8, 4>::width) == 8 && (ap_fixed<8, 4>::iwidth) == 4 && (ap_int<5>::width) == 5);

                ap_int<8> i = 200;
                CHECK(i == -56 && i.to_int() == -56 && i.to_uint64() == ~0ULL - 55 && i.length() == 8 && i.sign());
                CHECK(i / 3 == -18 && i % 3 == -2 && i / 3u == -18 && ap_uint<4>(9) % ap_int<5>(-7) == 2);
                CHECK((i >> 2) == -14 && (i << 1) == -112 && (i >> -1) == -112 && (i << ap_int<4>(-2)) == -14 && (i >> 99) == -1 && (i << 99) == 0);
                i = -9.9;
                CHECK(i == -9 && ap_int<4>(9.0) == -7 && ap_int<4>(ap_fixed<8, 6>(-9.5)) == 7);
                CHECK(i++ == -9 && ++i == -7 && i-- == -7 && --i == -9);
                CHECK(ap_uint<3>(7).and_reduce() && !ap_uint<3>(6).and_reduce() && ap_uint<3>(6).or_reduce() && ap_uint<3>(7).xor_reduce());
                i.set(0, false);
                i.invert(1);
                CHECK(i == -12 && i.test(2) && !i.get_bit(0) && ~i == 11);
                int table[4] = {5, 6, 7, 8};
                CHECK(table[ap_uint<2>(2)] == 7);

                CHECK(text(ap_int<70>("-590295810358705651712")) == "-590295810358705651712");
                CHECK(ap_int<12>("0x-1") == 0 && ap_int<12>("-0x7f") == -127 && ap_uint<9>("0b101") == 5 && ap_uint<9>("0o17") == 15 && ap_uint<8>("ff", 16) == 255);
                CHECK(text(ap_uint<64>(~0ULL)) == "18446744073709551615" && text(ap_int<8>(-1)) == "-1" && text(ap_fixed<8, 4>(1.25)) == "1.25");
                std::ostringstream hexadecimal;
                hexadecimal << std::hex << ap_int<8>(-1);
                CHECK(hexadecimal.str() == "ff");
                std::istringstream in("-12 0x1f 2.3 -0");
                ap_int<100> a, b, zero = 1;
                ap_fixed<8, 4> c;
                in >> a >> b >> c >> zero;
                CHECK(a == -12 && b == 31 && c == 2.25 && zero == 0);

                ap_fixed<4, 2, AP_RND, AP_SAT> s = 1;
                ap_fixed<4, 2, AP_RND, AP_SAT> same = s << 1;
                CHECK(s + 7 == 8 && (s += 7) == 1.75 && (s++ == 1.75) && s == 1.75 && same == -2);
                CHECK(ap_ufixed<70, 60>(5) / ap_fixed<9, 3>(-2) == -2.5 && -ap_fixed<3, 3>(-4) == 4 && +s == 1.75);

                hls::stream<int> channel("channel");
                channel.write(4);
                channel << 5;
                int got = 0;
                CHECK(channel.size() == 2 && channel.read() == 4 && channel.read_nb(got) && got == 5 && channel.empty() && !channel.read_nb(got) && !channel.full());
                std::cout << "done\n";
            }
            """;
        string[] done = ["done"];
        CollectionAssert.AreEqual(done, HostProgram.Run(Source, HostProgram.Gcc(), HostProgram.Sanitize));
        CollectionAssert.AreEqual(done, HostProgram.Run(Source, HostProgram.Clang(), "-O2"));
    }
}
