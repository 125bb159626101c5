using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Hls4Net.Tests.Numerics;

[TestClass]
public sealed class PrecisionTextTests
{
    [TestMethod]
    [DataRow("fixed<16,6>", "fixed<16,6>")]
    [DataRow("fixed(16, 6)", "fixed<16,6>")]
    [DataRow(" ap_fixed< 16 , 6 > ", "fixed<16,6>")]
    [DataRow("AP_UFIXED<8,0,AP_RND,AP_SAT>", "ufixed<8,0,RND,SAT>")]
    [DataRow("ufixed(8,0,rnd_conv,sat_sym,0)", "ufixed<8,0,RND_CONV,SAT_SYM>")]
    [DataRow("fixed<16,6,TRN,WRAP,0>", "fixed<16,6>")]
    [DataRow("fixed<16,6,TRN,WRAP,2>", "fixed<16,6,TRN,WRAP,2>")]
    [DataRow("fixed<8,-3,SC_RND_ZERO,SC_WRAP_SM,1>", "fixed<8,-3,RND_ZERO,WRAP_SM,1>")]
    [DataRow("fixed<1024,12,RND_MIN_INF,SAT_ZERO>", "fixed<1024,12,RND_MIN_INF,SAT_ZERO>")]
    [DataRow("int<8>", "int<8>")]
    [DataRow("ap_uint(1)", "uint<1>")]
    [DataRow("ac_int<8,false>", "uint<8>")]
    [DataRow("ac_fixed<16,6>", "fixed<16,6>")]
    [DataRow("ac_fixed<16,6,true,AC_RND_INF,AC_SAT>", "fixed<16,6,RND_INF,SAT>")]
    [DataRow("ac_fixed<16,6,0,AC_TRN_ZERO>", "ufixed<16,6,TRN_ZERO,WRAP>")]
    [DataRow("auto", "auto(16)")]
    [DataRow("AUTO(8)", "auto(8)")]
    public void Every_spelling_is_read_and_written_canonically(string text, string canonical) =>
        Assert.AreEqual(canonical, PrecisionText.Parse(text).ToString());

    [TestMethod]
    [DataRow("", "expected auto")]
    [DataRow(null, "expected auto")]
    [DataRow("fixed", "0 fields")]
    [DataRow("fixed<16>", "1 fields, expected 2 to 5")]
    [DataRow("fixed<16,6", "no closing '>'")]
    [DataRow("fixed<16,6)", "no closing '>'")]
    [DataRow("fixed<0,0>", "width W")]
    [DataRow("fixed<1025,0>", "1 to 1024")]
    [DataRow("fixed<16,6.5>", "integer bits I")]
    [DataRow("fixed<16,99999>", "integer bits I")]
    [DataRow("fixed<16,6,UP>", "RND_CONV")]
    [DataRow("fixed<16,6,RND,CLAMP>", "SAT_SYM")]
    [DataRow("fixed<16,6,SAT,RND>", "rounding is 'SAT'")]
    [DataRow("fixed<4,4,TRN,SAT,1>", "need WRAP")]
    [DataRow("fixed<4,4,TRN,WRAP,5>", "more saturated bits")]
    [DataRow("ufixed<4,4,TRN,WRAP_SM>", "signed")]
    [DataRow("ac_fixed<16,6,maybe>", "true or false")]
    [DataRow("int<8,8>", "2 fields")]
    [DataRow("float", "floating-point")]
    [DataRow("ac_std_float<32,8>", "floating-point")]
    [DataRow("half", "floating-point")]
    [DataRow("fixed<16,6>x", "no closing")]
    [DataRow("fixd<16,6>", "expected auto")]
    [DataRow("auto(0)", "width W")]
    [DataRow("<16,6>", "expected auto")]
    public void Nonsense_is_refused_with_a_reason(string? text, string reason)
    {
        Assert.IsFalse(PrecisionText.TryParse(text, out _, out var given));
        StringAssert.Contains(given, reason, StringComparison.Ordinal);
        StringAssert.Contains(given, $"'{text}'", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Every_type_survives_being_written_and_read() =>
        Prop.ForAll(FixedPointTests.Types(1024), type => PrecisionText.ParseType(type.ToString()) == type)
            .Check(Property.Draws(1000));

    [TestMethod]
    public void Text_does_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            // Turkish has a dotted capital I and a dotless small one; this culture also writes −3 with another sign.
            var culture = (CultureInfo)CultureInfo.GetCultureInfo("tr-TR").Clone();
            culture.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = culture;
            var type = new FixedType(12, -3, true, Rounding.RoundInf, Overflow.Saturate);
            Assert.AreEqual("fixed<12,-3,RND_INF,SAT>", type.ToString());
            Assert.AreEqual(type, PrecisionText.ParseType("AP_FIXED<12,-3,ap_rnd_inf,ap_sat>"));
            Assert.AreEqual("int<8>", PrecisionText.Parse("INT<8>").ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
