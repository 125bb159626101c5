// Rounding and overflow modes, and names that ap_int.h and ap_fixed.h share.
// Host emulation of the HLS tool's arbitrary-precision types, for compiling a project with any C++14 compiler.
#ifndef AP_COMMON_H_
#define AP_COMMON_H_

#include <iosfwd>

typedef long long ap_slong;
typedef unsigned long long ap_ulong;

// What happens to dropped fraction bits.
enum ap_q_mode {
    AP_RND,         // nearest, ties toward +infinity
    AP_RND_ZERO,    // nearest, ties toward zero
    AP_RND_MIN_INF, // nearest, ties toward -infinity
    AP_RND_INF,     // nearest, ties away from zero
    AP_RND_CONV,    // nearest, ties to even
    AP_TRN,         // toward -infinity
    AP_TRN_ZERO     // toward zero
};

// What happens to a value outside the range.
enum ap_o_mode {
    AP_SAT,      // to the nearest end
    AP_SAT_ZERO, // to zero
    AP_SAT_SYM,  // to the nearest end of a symmetric range
    AP_WRAP,     // modulo 2^W, the top N bits saturated
    AP_WRAP_SM   // sign-magnitude wrap
};

template <int W, bool S> struct ap_int_base;
template <int W> struct ap_int;
template <int W> struct ap_uint;
template <int W, bool S> struct ap_range_ref;
template <int W, bool S> struct ap_bit_ref;
template <int W, int I, bool S, ap_q_mode Q = AP_TRN, ap_o_mode O = AP_WRAP, int N = 0> struct ap_fixed_base;
template <int W, int I, ap_q_mode Q = AP_TRN, ap_o_mode O = AP_WRAP, int N = 0> struct ap_fixed;
template <int W, int I, ap_q_mode Q = AP_TRN, ap_o_mode O = AP_WRAP, int N = 0> struct ap_ufixed;

#endif
