// Tables of functions: how a value becomes an address. The tables hold raw integers that the compiler computed.
//
//   idx = clamp(int(x * num * 2^-shift) + offset, 0, table_size - 1)
//
// int goes toward zero when `truncate`, toward minus infinity otherwise. INDEX derives from nnet::lookup_index_config.
#ifndef NNET_LOOKUP_H_
#define NNET_LOOKUP_H_

#include "nnet_common.h"

namespace nnet {

struct lookup_index_config {
    static const long long num = 1;
    static const int shift = 0;
    static const long long offset = 0;
    static const bool truncate = false;
    static const unsigned table_size = 1024;
};

// Widths and shifts of the address arithmetic, all known at compile time.
template <class INDEX, class data_T> struct lookup_bits {
    static const int num = bit_length((unsigned long long)(INDEX::num < 0 ? -INDEX::num : INDEX::num));
    static const int scaled = number<data_T>::width + 1 + num; // of x * num as an integer
    static const int places = number<data_T>::fraction + INDEX::shift;
    static const int up = places < 0 ? -places : 0;
    static const int down = places < 0 ? 0 : places < scaled ? places : scaled - 1;
    typedef integer<scaled + up + 1> type;
};

template <class INDEX, class data_T> inline unsigned lookup_index(const data_T &x) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    typedef lookup_bits<INDEX, data_T> bits;
    typedef typename bits::type wide_T;
    const integer<number<data_T>::width + 1> raw = to_raw(x);
    const integer<bits::num + 1> num = INDEX::num;
    const wide_T scaled = raw * num;
    wide_T floored = scaled;
    if (INDEX::truncate && scaled < 0) {
        floored = -scaled;
        floored >>= bits::down;
        floored = -floored;
    } else {
        floored >>= bits::down;
    }
    floored <<= bits::up;

    // Compared before the offset is added: everything stays as narrow as the data.
    const long long first = -INDEX::offset, last = first + (long long)INDEX::table_size - 1;
    if (floored <= first) return 0;
    if (floored >= last) return INDEX::table_size - 1;
    return unsigned(floored.to_int64() - first);
}

} // namespace nnet

#endif
