// ap_fixed<W,I,Q,O,N>, ap_ufixed<...>: fixed-point numbers and their operators. Results are wide enough to be exact
// (but for the quotient); rounding and overflow modes act only where a value is converted into a type.
#ifndef AP_FIXED_H_
#define AP_FIXED_H_

#include "ap_fixed_base.h"

template <int W, int I, ap_q_mode Q, ap_o_mode O, int N> struct ap_fixed : ap_fixed_base<W, I, true, Q, O, N> {
    typedef ap_fixed_base<W, I, true, Q, O, N> Base;
    using Base::Base;
    ap_fixed() {}
    template <int W2, int I2, bool S2, ap_q_mode Q2, ap_o_mode O2, int N2>
    ap_fixed(const ap_fixed_base<W2, I2, S2, Q2, O2, N2> &x) : Base(x) {}
};

template <int W, int I, ap_q_mode Q, ap_o_mode O, int N> struct ap_ufixed : ap_fixed_base<W, I, false, Q, O, N> {
    typedef ap_fixed_base<W, I, false, Q, O, N> Base;
    using Base::Base;
    ap_ufixed() {}
    template <int W2, int I2, bool S2, ap_q_mode Q2, ap_o_mode O2, int N2>
    ap_ufixed(const ap_fixed_base<W2, I2, S2, Q2, O2, N2> &x) : Base(x) {}
};

#include "ap_fixed_operators.h"

#endif
