// ac_int<W, S>: integers of W bits, signed or not. Results of operators are wide enough to be exact.
#ifndef AC_INT_H_
#define AC_INT_H_

#include "ac_common.h"
#include "host_text.h"

// Bit i of a number, to be read or written.
template <class N> class ac_bit {
  public:
    ac_bit(N &number, int index) : x(number), at(index) {}
    ac_bit(const ac_bit &) = default;
    operator bool() const { return host_detail::bit_at(x.V, at); }
    ac_bit &operator=(bool bit) {
        x.V = host_detail::set_bits<N::width, N::sign, 1>(x.V, at, bit ? 1LL : 0LL);
        return *this;
    }
    ac_bit &operator=(const ac_bit &bit) { return *this = bool(bit); }

  private:
    N &x;
    int at;
};

template <int W, bool S> class ac_int {
  public:
    static_assert(0 < W && W <= 1024, "widths are 1 to 1024");
    typedef typename host_detail::storage<W, S>::type value_type;
    static const int width = W;
    static const int i_width = W;
    static const bool sign = S;

    value_type V; // the value, not the bit pattern

    ac_int() : V(0) {}
    template <int W2, bool S2> ac_int(const ac_int<W2, S2> &x) : V(host_detail::wrap<W, S>(x.V)) {}
    template <class C, int = host_detail::c_int<C>::width> ac_int(C x) : V(host_detail::wrap<W, S>(typename host_detail::c_value<C>::type(x))) {}
    ac_int(double x) : V(host_detail::convert_double<W, W, S, host_detail::mode::trn_zero, host_detail::mode::wrap, 0>(x)) {}

    int to_int() const { return (int)(long long)V; }
    unsigned to_uint() const { return (unsigned)(long long)V; }
    long to_long() const { return (long)(long long)V; }
    long long to_int64() const { return (long long)V; }
    unsigned long long to_uint64() const { return (unsigned long long)(long long)V; }
    double to_double() const { return host_detail::to_real<double>(V, 0); }
    int length() const { return W; }
    explicit operator bool() const { return V != value_type(0); }
    bool operator!() const { return V == value_type(0); }

    ac_int operator+() const { return *this; }
    ac_int<W + 1, true> operator-() const {
        typedef typename ac_int<W + 1, true>::value_type T;
        return host_detail::ac_from<ac_int<W + 1, true>>(T(-T(V)));
    }
    ac_int<W + !S, true> operator~() const { return host_detail::ac_from<ac_int<W + !S, true>>(~V); }

    // Shifts keep the type; a negative amount goes the other way.
    template <class C> ac_int operator<<(C n) const { return shifted(host_detail::ac_operand<C>::value(n)); }
    template <class C> ac_int operator>>(C n) const { return shifted(-host_detail::ac_operand<C>::value(n)); }
#define AC_ASSIGN(OP)                                                                                                  \
    template <class C> ac_int &operator OP##=(C x) { return *this = *this OP x; }
    AC_ASSIGN(+)
    AC_ASSIGN(-)
    AC_ASSIGN(*)
    AC_ASSIGN(/)
    AC_ASSIGN(%)
    AC_ASSIGN(&)
    AC_ASSIGN(|)
    AC_ASSIGN(^)
    AC_ASSIGN(<<)
    AC_ASSIGN(>>)
#undef AC_ASSIGN
    ac_int &operator++() { return *this += 1; }
    ac_int &operator--() { return *this -= 1; }
    ac_int operator++(int) {
        const ac_int before = *this;
        ++*this;
        return before;
    }
    ac_int operator--(int) {
        const ac_int before = *this;
        --*this;
        return before;
    }

    // Raw bits.
    template <int N> ac_int<N, S> slc(int low) const { return host_detail::ac_from<ac_int<N, S>>(host_detail::wrap<N, S>(V >> low)); }
    template <int N, bool S2> ac_int &set_slc(int low, const ac_int<N, S2> &bits) {
        V = host_detail::set_bits<W, S, N>(V, low, bits.V);
        return *this;
    }
    bool operator[](int index) const { return host_detail::bit_at(V, index); }
    ac_bit<ac_int> operator[](int index) { return ac_bit<ac_int>(*this, index); }

  private:
    ac_int shifted(long long n) const { return host_detail::ac_from<ac_int>(host_detail::ac_shifted<W, S>(V, n)); }
};

template <int W, bool S> const int ac_int<W, S>::width;
template <int W, bool S> const int ac_int<W, S>::i_width;
template <int W, bool S> const bool ac_int<W, S>::sign;

#include "ac_operators.h"

// Decimal. The stream's own header must be included.
template <class Traits, int W, bool S>
inline std::basic_ostream<char, Traits> &operator<<(std::basic_ostream<char, Traits> &out, const ac_int<W, S> &x) {
    typedef typename host_detail::int_of<W + 5>::type T;
    char text[W + 3], *end = text + W + 2;
    *end = '\0';
    const bool minus = x.V < typename ac_int<W, S>::value_type(0);
    char *at = host_detail::format(T(minus ? T(-T(x.V)) : T(x.V)), 10, end);
    if (minus) *--at = '-';
    return out << at;
}

#endif
