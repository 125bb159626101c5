// Two's complement integers of 64-bit limbs, for widths beyond the compiler's own.
#ifndef HOST_LIMBS_H_
#define HOST_LIMBS_H_

#include "host_integer.h"

namespace host_detail {

template <int L> struct limbs {
    unsigned long long d[L]; // least significant first

    limbs() : limbs(0LL) {}
    limbs(long long v) {
        d[0] = (unsigned long long)v;
        for (int i = 1; i < L; i++) d[i] = v < 0 ? ~0ULL : 0ULL;
    }
    limbs(int v) : limbs((long long)v) {}
#ifdef __SIZEOF_INT128__
    explicit limbs(int128 v) : limbs((long long)(v >> 64)) { // where __int128 exists, limbs start at three
        d[1] = d[0];
        d[0] = (unsigned long long)v;
    }
    explicit operator int128() const { return (int128)(((uint128)d[1] << 64) | d[0]); }
#endif
    template <int M> explicit limbs(const limbs<M> &v) {
        for (int i = 0; i < L; i++) d[i] = i < M ? v.d[i < M ? i : 0] : v.negative() ? ~0ULL : 0ULL;
    }
    explicit operator long long() const { return (long long)d[0]; }

    bool negative() const { return (d[L - 1] >> 63) != 0; }

    limbs operator~() const {
        limbs r;
        for (int i = 0; i < L; i++) r.d[i] = ~d[i];
        return r;
    }
    limbs operator-() const { return ~*this + limbs(1); }

    friend limbs operator+(const limbs &a, const limbs &b) {
        limbs r;
        unsigned long long carry = 0;
        for (int i = 0; i < L; i++) {
            const unsigned long long s = a.d[i] + carry;
            carry = s < carry;
            r.d[i] = s + b.d[i];
            carry += r.d[i] < s;
        }
        return r;
    }
    friend limbs operator-(const limbs &a, const limbs &b) { return a + -b; }

    friend limbs operator*(const limbs &a, const limbs &b) {
        limbs r; // 32-bit digits: schoolbook without a wider type
        for (int i = 0; i < 2 * L; i++) {
            unsigned long long carry = 0;
            for (int j = 0; i + j < 2 * L; j++) {
                carry += r.digit(i + j) + a.digit(i) * b.digit(j);
                r.set_digit(i + j, carry);
                carry >>= 32;
            }
        }
        return r;
    }

    // Toward zero.
    friend limbs operator/(const limbs &a, const limbs &b) {
        limbs rest;
        const limbs q = divide(a.negative() ? -a : a, b.negative() ? -b : b, rest);
        return a.negative() != b.negative() ? -q : q;
    }
    friend limbs operator%(const limbs &a, const limbs &b) {
        limbs rest;
        divide(a.negative() ? -a : a, b.negative() ? -b : b, rest);
        return a.negative() ? -rest : rest;
    }

    limbs operator<<(int n) const {
        limbs r;
        const int whole = n / 64, part = n % 64;
        for (int i = L - 1; i >= whole; i--) {
            r.d[i] = d[i - whole] << part;
            if (part != 0 && i > whole) r.d[i] |= d[i - whole - 1] >> (64 - part);
        }
        return r;
    }
    limbs operator>>(int n) const {
        limbs r(negative() ? -1 : 0);
        const int whole = n / 64, part = n % 64;
        for (int i = 0; i + whole < L; i++) {
            const unsigned long long above = i + whole + 1 < L ? d[i + whole + 1] : negative() ? ~0ULL : 0ULL;
            r.d[i] = part == 0 ? d[i + whole] : (d[i + whole] >> part) | (above << (64 - part));
        }
        return r;
    }

#define HOST_LIMBWISE(OP)                                                                                                \
    friend limbs operator OP(const limbs &a, const limbs &b) {                                                         \
        limbs r;                                                                                                       \
        for (int i = 0; i < L; i++) r.d[i] = a.d[i] OP b.d[i];                                                         \
        return r;                                                                                                      \
    }
    HOST_LIMBWISE(&)
    HOST_LIMBWISE(|)
    HOST_LIMBWISE(^)
#undef HOST_LIMBWISE

    friend bool operator==(const limbs &a, const limbs &b) {
        for (int i = 0; i < L; i++)
            if (a.d[i] != b.d[i]) return false;
        return true;
    }
    friend bool operator<(const limbs &a, const limbs &b) {
        if (a.negative() != b.negative()) return a.negative();
        for (int i = L - 1; i >= 0; i--)
            if (a.d[i] != b.d[i]) return a.d[i] < b.d[i];
        return false;
    }
    friend bool operator!=(const limbs &a, const limbs &b) { return !(a == b); }
    friend bool operator>(const limbs &a, const limbs &b) { return b < a; }
    friend bool operator<=(const limbs &a, const limbs &b) { return !(b < a); }
    friend bool operator>=(const limbs &a, const limbs &b) { return !(a < b); }

  private:
    unsigned long long digit(int i) const { return (d[i / 2] >> (32 * (i % 2))) & 0xffffffffULL; }
    void set_digit(int i, unsigned long long v) {
        const int at = 32 * (i % 2);
        d[i / 2] = (d[i / 2] & ~(0xffffffffULL << at)) | ((v & 0xffffffffULL) << at);
    }
    // Bit by bit: divisions this wide are rare and never on a hot path. Magnitudes read as unsigned.
    static limbs divide(const limbs &a, const limbs &b, limbs &rest) {
        limbs q;
        for (int i = 64 * L - 1; i >= 0; i--) {
            const bool carry = rest.negative();
            rest = rest << 1;
            rest.d[0] |= (a.d[i / 64] >> (i % 64)) & 1;
            if (carry || !below(rest, b)) {
                rest = rest - b;
                q.d[i / 64] |= 1ULL << (i % 64);
            }
        }
        return q;
    }
    static bool below(const limbs &a, const limbs &b) {
        for (int i = L - 1; i >= 0; i--)
            if (a.d[i] != b.d[i]) return a.d[i] < b.d[i];
        return false;
    }
};

template <int L> inline limbs<L> shift_left(const limbs<L> &v, int n) { return v << n; }

} // namespace host_detail

#endif
