// res[i] = max(data[i], 0)
#ifndef MY_RELU_H_
#define MY_RELU_H_

namespace mine {

template <class data_T, class res_T, unsigned N> void relu(const data_T data[N], res_T res[N]) {
    for (unsigned i = 0; i < N; i++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
        res[i] = data[i] > 0 ? res_T(data[i]) : res_T(0);
    }
}

} // namespace mine

#endif
