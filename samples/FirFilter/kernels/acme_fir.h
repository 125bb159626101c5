#ifndef ACME_FIR_H_
#define ACME_FIR_H_

#include "nnet_common.h"

namespace acme
{

template <class data_T, class res_T, class CONFIG_T, class raw_T>
void fir(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in], const raw_T coefficients[CONFIG_T::taps])
{
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
#ifdef __SYNTHESIS__
        #pragma HLS UNROLL
#endif
        typename CONFIG_T::accum_t sum = 0;
        for (unsigned k = 0; k < CONFIG_T::taps && k <= i; k++) {
            sum += nnet::from_raw<typename CONFIG_T::coefficient_t>(coefficients[k]) * data[i - k];
        }
        res[i] = sum;
    }
}

} // namespace acme

#endif
