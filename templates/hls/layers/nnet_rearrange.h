// Moving data: every element of the result is an element of the data, or a constant.
//
// CONFIG_T (derive from nnet::rearrange_config):
//   n_in, n_out          elements of the data and of the result
//   has_fill             some elements are a constant: their index is negative  (false)
//   fill_t, fill         that constant: its type and its raw integer            (ufixed<2, 2>, 0)
//   reuse_factor         initiation interval                                    (1)
#ifndef NNET_REARRANGE_H_
#define NNET_REARRANGE_H_

#include "nnet_common.h"

namespace nnet {

struct rearrange_config {
    static const bool has_fill = false;
    typedef ufixed<2, 2> fill_t;
    static const long long fill = 0;
    static const unsigned reuse_factor = 1;
};

template <class data_T, class res_T, class CONFIG_T, class index_T>
void rearrange(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_out], const index_T index[CONFIG_T::n_out]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_out; i++) {
        const int source = index[i];
        if (CONFIG_T::has_fill && source < 0) {
            res[i] = from_raw<typename CONFIG_T::fill_t>(CONFIG_T::fill);
        } else {
            res[i] = data[source];
        }
    }
}

} // namespace nnet

#endif
