// Conversion of an exact value v * 2^-F2 into a fixed-point type: quantise, then overflow.
#ifndef HOST_CONVERT_H_
#define HOST_CONVERT_H_

#include "host_integer.h"
#include <cmath>

namespace host_detail {

// Rounding and overflow modes, numbered as the AP types do.
struct mode {
    enum rounding { rnd, rnd_zero, rnd_min_inf, rnd_inf, rnd_conv, trn, trn_zero, rnd_conv_odd };
    enum overflow { sat, sat_zero, sat_sym, wrap, wrap_sm };
};

// Drops the D > 0 lowest bits of v, which lies in [-2^(B-1), 2^(B-1)).
template <int Q, class T> inline T quantise(const T &v, int B, int D) {
    const bool all = D >= B; // no whole unit is left: v is between -1 and 1 of them
    const int n = all ? 1 : D;
    const T q = all ? T(v < T(0) ? -1 : 0) : T(v >> n);
    if (Q == mode::trn) return q;
    const T rest = v & ones_of<T>::make(n), half = shift_left(T(1), n - 1);
    const bool tie = all ? D == B && v == T(-1) - ones_of<T>::make(B - 1) : rest == half;
    const bool above = all ? v < T(0) && !tie : rest > half;
    const bool lost = all || rest != T(0);
    const bool up = Q == mode::rnd            ? above || tie
                    : Q == mode::rnd_zero     ? above || (tie && v < T(0))
                    : Q == mode::rnd_min_inf  ? above
                    : Q == mode::rnd_inf      ? above || (tie && v >= T(0))
                    : Q == mode::rnd_conv     ? above || (tie && bit_at(q, 0))
                    : Q == mode::rnd_conv_odd ? above || (tie && !bit_at(q, 0))
                                           : v < T(0) && lost;
    return up ? T(q + T(1)) : q;
}

// Brings q, of at most B bits with its sign, into W bits. last: bit W of the value before it was rounded.
template <int W, bool S, int O, int N, int B, class T>
inline typename storage<W, S>::type fit(const T &q, bool last) {
    typedef typename storage<W, S>::type R;
    typedef typename int_of<max_of<B, W + 2>::value>::type C;
    if (O == mode::wrap && N == 0) return wrap<W, S>(q);
    static_assert(O != mode::wrap_sm || S, "sign-magnitude wrap needs a signed type");
    const C x = C(q), hi = ones_of<C>::make(W - S), lo = S ? C(C(-1) - hi) : C(0);
    const bool over = x > hi;
    if (!over && x >= lo && !(O == mode::sat_sym && S && x == lo)) return R(x);
    if (O == mode::sat) return R(over ? hi : lo);
    if (O == mode::sat_zero) return R(0);
    if (O == mode::sat_sym) return R(over ? hi : S ? C(-hi) : C(0));

    const C sign = shift_left(C(1), W - 1), all = ones_of<C>::make(W);
    const C saturated = N > 1 ? C(ones_of<C>::make(N - 1) << (W - N)) : C(0); // below the sign bit
    C u = x & all;
    bool s = x < C(0);
    if (O == mode::wrap) {
        if (!S) return wrap<W, S>(C(u | saturated | sign));
    } else if (N <= 1) {
        s = N == 0 ? last : s;
        if (s != bit_at(u, W - 1)) u = u ^ all;
    } else if (bit_at(u, W - N) == s) {
        u = u ^ all;
    }
    u = s ? C(u & ~saturated) : C(u | saturated);
    return wrap<W, S>(s ? C(u | sign) : C(u & ~sign));
}

// SHIFT = F - F2: how far the value moves up (negative: down). B: bits of v with its sign.
template <int W, bool S, int Q, int O, int N, int B, int SHIFT, bool UP, bool PLAIN> struct conversion {
    template <class T> static typename storage<W, S>::type of(const T &v) { // down
        return fit<W, S, O, N, B>(quantise<Q>(v, B, -SHIFT), O == mode::wrap_sm && bit_at(v, W - SHIFT));
    }
};
template <int W, bool S, int Q, int O, int N, int B, int SHIFT>
struct conversion<W, S, Q, O, N, B, SHIFT, true, false> {
    template <class T> static typename storage<W, S>::type of(const T &v) {
        typedef typename int_of<B + SHIFT>::type C;
        const C q = shift_left(C(v), SHIFT);
        return fit<W, S, O, N, B + SHIFT>(q, bit_at(q, W));
    }
};
template <int W, bool S, int Q, int O, int N, int B, int SHIFT>
struct conversion<W, S, Q, O, N, B, SHIFT, true, true> { // modulo 2^W: no wider than the result
    template <class T> static typename storage<W, S>::type of(const T &v) {
        typedef typename storage<W, S>::type R;
        return SHIFT >= W ? R(0) : wrap<W, S>(shift_left(R(v), SHIFT < W ? SHIFT : 0));
    }
};

template <int W, int I, bool S, int Q, int O, int N, int B, int F2, class T>
inline typename storage<W, S>::type convert(const T &v) {
    return conversion<W, S, Q, O, N, B, W - I - F2, (W - I >= F2), (O == mode::wrap && N == 0)>::of(v);
}

// From a double: its exact value. Infinities count as +-2^1024, NaN as 0.
template <int W, int I, bool S, int Q, int O, int N>
inline typename storage<W, S>::type convert_double(double x) {
    const int B = 54;
    typedef typename int_of<B + W + 2>::type C;
    if (x != x) return typename storage<W, S>::type(0);
    int exponent = 1024;
    long long v = x < 0 ? -1 : 1;
    if (x - x == 0) {
        v = (long long)std::ldexp(std::frexp(x, &exponent), 53);
        exponent -= 53;
    }
    const int shift = exponent + W - I;
    if (shift >= 0) { // further than W + 1 nothing changes: out of range, and all low bits zero
        const C q = shift_left(C(v), shift < W + 1 ? shift : W + 1);
        return fit<W, S, O, N, B + W + 2>(q, bit_at(q, W));
    }
    const int drop = -shift < B + 1 ? -shift : B + 1;
    return fit<W, S, O, N, B>(quantise<Q>(v, B, drop), bit_at(v, W + drop));
}

// v * 2^-F without its fraction, toward zero.
template <int B, int F, bool UP> struct whole {
    typedef typename int_of<B>::type type;
    template <class T> static type of(const T &v) {
        return F >= B ? type(0) : type((v < T(0) ? T(v + ones_of<T>::make(F)) : v) >> (F < B ? F : 0));
    }
};
template <int B, int F> struct whole<B, F, true> {
    typedef typename int_of<B - F>::type type;
    template <class T> static type of(const T &v) { return shift_left(type(v), -F); }
};

// v * 2^-f rounded to nearest even. The conversion of a C integer rounds so; limbs leave their lower bits as one sticky
// bit.
template <class D> inline D to_real(long long v, int f) { return std::ldexp(D(v), -f); }
#ifdef __SIZEOF_INT128__
template <class D> inline D to_real(int128 v, int f) { return std::ldexp(D(v), -f); }
#endif
template <class D, int L> inline D to_real(const limbs<L> &v, int f) {
    const limbs<L> m = v.negative() ? -v : v;
    int top = 64 * L - 1;
    while (top > 62 && !bit_at(m, top)) top--;
    const int drop = top - 62 > 0 ? top - 62 : 0;
    const bool sticky = (m & ones_of<limbs<L> >::make(drop)) != limbs<L>(0);
    const long long x = (long long)(m >> drop) | sticky;
    return to_real<D>(v.negative() ? -x : x, f - drop);
}

} // namespace host_detail

#endif
