// Integers as text: decimal, 0x, 0b, 0o.
#ifndef HOST_TEXT_H_
#define HOST_TEXT_H_

#include "host_integer.h"

namespace host_detail {

inline int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
}

// Modulo 2^W; radix 0: by prefix. Reads up to the first character that is no digit.
template <int W, bool S> inline typename storage<W, S>::type parse(const char *text, int radix) {
    typedef typename int_of<W + 8>::type T;
    const bool negative = *text == '-';
    if (*text == '-' || *text == '+') text++;
    if (text[0] == '0' && text[1] != '\0') {
        const char c = text[1];
        const int prefix = c == 'x' || c == 'X' ? 16 : c == 'b' || c == 'B' ? 2 : c == 'o' || c == 'O' ? 8 : 0;
        if (prefix != 0 && (radix == 0 || radix == prefix)) {
            radix = prefix;
            text += 2;
        }
    }
    if (radix == 0) radix = 10;
    T v(0);
    for (; digit_value(*text) < radix; text++) v = (v * T(radix) + T(digit_value(*text))) & ones_of<T>::make(W);
    return wrap<W, S>(T(negative ? -v : v));
}

// Writes v >= 0 in a radix of 8, 10 or 16, ending at `end`; returns where it begins.
template <class T> inline char *format(T v, int radix, char *end) {
    do {
        *--end = "0123456789abcdef"[(long long)(v % T(radix))];
        v = v / T(radix);
    } while (v != T(0));
    return end;
}

} // namespace host_detail

#endif
