// Dense: res = data * weights + bias over the last dimension.
//
// acc starts at accum_t(bias); every product is converted to accum_t, then added; the sum is converted to res_T once.
// Where accum_t saturates, the order of the additions shows: latency takes the inputs ascending, the resource kernels
// in the order of their reuse steps.
//
// CONFIG_T (derive from nnet::dense_config):
//   n_in, n_out          sizes of one vector
//   n_positions          vectors in the tensor                                        (1)
//   n_groups             groups of outputs that see only their own part of the data   (1)
//   group_size           elements side by side that a group sees; those of all groups follow each other (1)
//   strategy             latency | resource | resource_unrolled                       (latency)
//   reuse_factor         latency: initiation interval; resource*: a divisor of n_in, or n_in times a divisor
//                        of n_out                                                     (1)
//   multiplier_limit     multipliers that latency and resource_unrolled may use
//   row_length           resource: 0, or how long the rows of the weights are if they lie as below        (0)
//   products             how a product with a weight is built                          (multiplication)
//                        magnitude: |weight| first, then added or subtracted: weights that differ in sign share it
//                        negate: weights are -1, 0 and 1 (raw); the input is added, left out or subtracted
//                        compare: inputs and weights are -1 and 1 (raw); disagreements are counted
//                        All but multiplication ask for an accum_t that rounds no product, and wraps where it overflows.
//   accum_t, weight_t    (weights of all forms but multiplication are signed)
//   bias_t                                                                            (a type that holds zero)
// Weights: raw integers of weight_t; latency [n_in][n_out], resource and resource_unrolled [n_out][n_in].
// With a row_length: a row for every step of the resource kernel, what that step multiplies by, and padding.
// Biases: raw integers of bias_t; the argument is left out where the layer has none.
// Unrolled multiplications: latency and resource_unrolled n_in * n_out, resource n_in * n_out / reuse_factor.
#ifndef NNET_DENSE_H_
#define NNET_DENSE_H_

#include "nnet_common.h"

namespace nnet {

enum strategy { latency, resource, resource_unrolled };
enum product_form { multiplication, magnitude, negate, compare };

struct dense_config {
    static const unsigned n_positions = 1;
    static const unsigned n_groups = 1;
    static const unsigned group_size = 1;
    static const nnet::strategy strategy = nnet::latency;
    static const nnet::product_form products = nnet::multiplication;
    static const unsigned reuse_factor = 1;
    static const unsigned multiplier_limit = 1;
    static const unsigned row_length = 0;
    typedef ufixed<2, 2> bias_t;
};

// Where input i of output j stands among the data.
template <class CONFIG_T> inline unsigned source(unsigned i, unsigned j) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    return CONFIG_T::n_groups == 1
               ? i
               : (i / CONFIG_T::group_size * CONFIG_T::n_groups + j / (CONFIG_T::n_out / CONFIG_T::n_groups)) *
                         CONFIG_T::group_size + i % CONFIG_T::group_size;
}

template <class CONFIG_T, class data_T, class weight_raw_T>
inline void multiply_add(typename CONFIG_T::accum_t &acc, const data_T &x, weight_raw_T weight) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    const typename CONFIG_T::accum_t product = x * from_raw<typename CONFIG_T::weight_t>(weight);
    acc += product;
}

// How the sum of one output is built: what it starts with, what a product does to it, and what it is at the end.
template <class data_T, class CONFIG_T, product_form FORM = CONFIG_T::products> struct output_sum {
    typedef typename CONFIG_T::accum_t accum_t;
    typedef typename CONFIG_T::weight_t weight_t;
    typedef accum_t sum_t;
    // |weight|.
    typedef ufixed<number<weight_t>::width, number<weight_t>::width - number<weight_t>::fraction> magnitude_t;

    template <class bias_raw_T> static sum_t start(bias_raw_T bias) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        return from_raw<typename CONFIG_T::bias_t>(bias);
    }

    template <class weight_raw_T> static void add(sum_t &acc, const data_T &x, weight_raw_T weight) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        add(acc, x, weight, form<FORM>());
    }

    template <class bias_raw_T> static accum_t finish(const sum_t &acc, bias_raw_T) { return acc; }

  private:
    template <product_form> struct form {};

    template <class weight_raw_T>
    static void add(sum_t &acc, const data_T &x, weight_raw_T weight, form<multiplication>) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        multiply_add<CONFIG_T>(acc, x, weight);
    }

    template <class weight_raw_T>
    static void add(sum_t &acc, const data_T &x, weight_raw_T weight, form<magnitude>) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        const long long size = weight < 0 ? -(long long)weight : (long long)weight;
        const accum_t product = x * from_raw<magnitude_t>(size);
        if (weight < 0) {
            acc -= product;
        } else {
            acc += product;
        }
    }

    template <class weight_raw_T>
    static void add(sum_t &acc, const data_T &x, weight_raw_T weight, form<negate>) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        // The only factor is a power of two: wires.
        const accum_t product = x * from_raw<magnitude_t>(1);
        if (weight < 0) {
            acc -= product;
        } else if (weight > 0) {
            acc += product;
        }
    }
};

// n products of -1 and 1, d of them negative, make n - 2d: an exclusive or each, and the ones are counted.
template <class data_T, class CONFIG_T> struct output_sum<data_T, CONFIG_T, compare> {
    typedef typename CONFIG_T::accum_t accum_t;
    static const int fraction = number<data_T>::fraction + number<typename CONFIG_T::weight_t>::fraction;
    static const int bits = bit_length(CONFIG_T::n_in);
    // Counts in twos; as many ones.
    typedef ufixed<bits, bits + 1 - fraction> sum_t;
    typedef ufixed<bits, bits - fraction> ones_t;

    template <class bias_raw_T> static sum_t start(bias_raw_T) { return sum_t(0); }

    template <class weight_raw_T> static void add(sum_t &acc, const data_T &x, weight_raw_T weight) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        const bool differs = (x < 0) != (weight < 0);
        if (differs) acc += from_raw<sum_t>(1);
    }

    template <class bias_raw_T> static accum_t finish(const sum_t &acc, bias_raw_T bias) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        return accum_t(from_raw<typename CONFIG_T::bias_t>(bias) + (from_raw<ones_t>(CONFIG_T::n_in) - acc));
    }
};

// One vector. Latency: everything at once.
template <class data_T, class res_T, class CONFIG_T, strategy STRATEGY> struct dense_kernel {
    template <class weight_raw_T, class bias_raw_T>
    static void run(const data_T data[CONFIG_T::n_in * CONFIG_T::n_groups], res_T res[CONFIG_T::n_out],
                    const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out],
                    const bias_raw_T biases[CONFIG_T::n_out]) {
        typedef output_sum<data_T, CONFIG_T> sum;
        typename sum::sum_t acc[CONFIG_T::n_out];
#ifdef __SYNTHESIS__
#pragma HLS FUNCTION_INSTANTIATE variable=weights,biases
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#pragma HLS ARRAY_PARTITION variable=acc complete
#pragma HLS ALLOCATION operation instances=mul limit=CONFIG_T::multiplier_limit
#endif
        for (unsigned j = 0; j < CONFIG_T::n_out; j++) acc[j] = sum::start(biases[j]);

        for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
            for (unsigned j = 0; j < CONFIG_T::n_out; j++) {
                sum::add(acc[j], data[source<CONFIG_T>(i, j)], weights[i * CONFIG_T::n_out + j]);
            }
        }

        for (unsigned j = 0; j < CONFIG_T::n_out; j++) res[j] = res_T(sum::finish(acc[j], biases[j]));
    }
};

// How the resource kernels cut the work into reuse_factor steps. Step (g, r) takes the inputs r, r + stride, ... for the
// outputs g, g + groups, ...
template <class CONFIG_T> struct reuse {
    static const bool beyond = CONFIG_T::reuse_factor > CONFIG_T::n_in;
    static const unsigned stride = beyond ? CONFIG_T::n_in : CONFIG_T::reuse_factor;
    static const unsigned groups = CONFIG_T::reuse_factor / stride;
    static const unsigned inputs = CONFIG_T::n_in / stride;
    static const unsigned outputs = CONFIG_T::n_out / groups;
    static const unsigned block_factor = inputs * outputs;
    static_assert(stride * inputs == CONFIG_T::n_in && groups * outputs == CONFIG_T::n_out &&
                      stride * groups == CONFIG_T::reuse_factor,
                  "the reuse factor divides n_in, or is n_in times a divisor of n_out");
};

// Resource: a block of multipliers, used reuse_factor times; the weights lie in memory, one word per step.
template <class data_T, class res_T, class CONFIG_T> struct dense_kernel<data_T, res_T, CONFIG_T, resource> {
    template <class weight_raw_T, class bias_raw_T>
    static void run(const data_T data[CONFIG_T::n_in * CONFIG_T::n_groups], res_T res[CONFIG_T::n_out],
                    const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out],
                    const bias_raw_T biases[CONFIG_T::n_out]) {
        typedef reuse<CONFIG_T> steps;
        typedef output_sum<data_T, CONFIG_T> sum;
        typename sum::sum_t acc[CONFIG_T::n_out];
#ifdef __SYNTHESIS__
#pragma HLS FUNCTION_INSTANTIATE variable=weights,biases
#pragma HLS ARRAY_RESHAPE variable=weights block factor=steps::block_factor
#pragma HLS ARRAY_PARTITION variable=acc complete
        if (CONFIG_T::reuse_factor > 1) {
#ifdef __VITIS_HLS__
#pragma HLS BIND_STORAGE variable=weights type=rom_np impl=bram
#else
#pragma HLS RESOURCE variable=weights core=ROM_nP_BRAM
#endif
        }
#endif
        for (unsigned j = 0; j < CONFIG_T::n_out; j++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            acc[j] = sum::start(biases[j]);
        }

        unsigned g = 0, r = 0;
        for (unsigned step = 0; step < CONFIG_T::reuse_factor; step++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=1 rewind
#endif
            for (unsigned m = 0; m < steps::outputs; m++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
                const unsigned j = g + m * steps::groups;
                for (unsigned k = 0; k < steps::inputs; k++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
                    const unsigned i = r + k * steps::stride;
                    const unsigned place = CONFIG_T::row_length == 0 ? j * CONFIG_T::n_in + i
                                                                     : step * CONFIG_T::row_length + m * steps::inputs + k;
                    sum::add(acc[j], data[source<CONFIG_T>(i, j)], weights[place]);
                }
            }
            r++;
            if (r == steps::stride) {
                r = 0;
                g++;
            }
        }

        for (unsigned j = 0; j < CONFIG_T::n_out; j++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            res[j] = res_T(sum::finish(acc[j], biases[j]));
        }
    }
};

// Resource, unrolled: the same additions in the same order as straight-line code, where a zero weight costs nothing.
template <class data_T, class res_T, class CONFIG_T>
struct dense_kernel<data_T, res_T, CONFIG_T, resource_unrolled> {
    template <class weight_raw_T, class bias_raw_T>
    static void run(const data_T data[CONFIG_T::n_in * CONFIG_T::n_groups], res_T res[CONFIG_T::n_out],
                    const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out],
                    const bias_raw_T biases[CONFIG_T::n_out]) {
        typedef reuse<CONFIG_T> steps;
        typedef output_sum<data_T, CONFIG_T> sum;
        typename sum::sum_t acc[CONFIG_T::n_out];
#ifdef __SYNTHESIS__
#pragma HLS FUNCTION_INSTANTIATE variable=weights,biases
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#pragma HLS ARRAY_PARTITION variable=acc complete
#pragma HLS ALLOCATION operation instances=mul limit=CONFIG_T::multiplier_limit
#endif
        for (unsigned j = 0; j < CONFIG_T::n_out; j++) acc[j] = sum::start(biases[j]);

        for (unsigned g = 0; g < steps::groups; g++) {
            for (unsigned r = 0; r < steps::stride; r++) {
                for (unsigned m = 0; m < steps::outputs; m++) {
                    const unsigned j = g + m * steps::groups;
                    for (unsigned k = 0; k < steps::inputs; k++) {
                        const unsigned i = r + k * steps::stride;
                        const weight_raw_T weight = weights[j * CONFIG_T::n_in + i];
                        if (weight != 0) sum::add(acc[j], data[source<CONFIG_T>(i, j)], weight);
                    }
                }
            }
        }

        for (unsigned j = 0; j < CONFIG_T::n_out; j++) res[j] = res_T(sum::finish(acc[j], biases[j]));
    }
};

// All vectors of the tensor.
template <class data_T, class res_T, class CONFIG_T, bool SEVERAL = (CONFIG_T::n_positions > 1)> struct dense_tensor {
    template <class weight_raw_T, class bias_raw_T>
    static void run(const data_T data[CONFIG_T::n_in * CONFIG_T::n_groups], res_T res[CONFIG_T::n_out],
                    const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out],
                    const bias_raw_T biases[CONFIG_T::n_out]) {
        dense_kernel<data_T, res_T, CONFIG_T, CONFIG_T::strategy>::run(data, res, weights, biases);
    }
};
template <class data_T, class res_T, class CONFIG_T> struct dense_tensor<data_T, res_T, CONFIG_T, true> {
    template <class weight_raw_T, class bias_raw_T>
    static void position(unsigned p, const data_T data[CONFIG_T::n_positions * CONFIG_T::n_in],
                         res_T res[CONFIG_T::n_positions * CONFIG_T::n_out],
                         const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out],
                         const bias_raw_T biases[CONFIG_T::n_out]) {
        data_T x[CONFIG_T::n_in];
        res_T y[CONFIG_T::n_out];
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#pragma HLS ARRAY_PARTITION variable=x complete
#pragma HLS ARRAY_PARTITION variable=y complete
#endif
        for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            x[i] = data[p * CONFIG_T::n_in + i];
        }
        dense_kernel<data_T, res_T, CONFIG_T, CONFIG_T::strategy>::run(x, y, weights, biases);
        for (unsigned j = 0; j < CONFIG_T::n_out; j++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            res[p * CONFIG_T::n_out + j] = y[j];
        }
    }

    template <class weight_raw_T, class bias_raw_T>
    static void run(const data_T data[CONFIG_T::n_positions * CONFIG_T::n_in],
                    res_T res[CONFIG_T::n_positions * CONFIG_T::n_out],
                    const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out],
                    const bias_raw_T biases[CONFIG_T::n_out]) {
        if (CONFIG_T::strategy == resource) {
            for (unsigned p = 0; p < CONFIG_T::n_positions; p++) position(p, data, res, weights, biases);
        } else {
            for (unsigned p = 0; p < CONFIG_T::n_positions; p++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
                position(p, data, res, weights, biases);
            }
        }
    }
};

template <class data_T, class res_T, class CONFIG_T, class weight_raw_T, class bias_raw_T>
void dense(const data_T data[CONFIG_T::n_positions * CONFIG_T::n_in],
           res_T res[CONFIG_T::n_positions * CONFIG_T::n_out],
           const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out], const bias_raw_T biases[CONFIG_T::n_out]) {
    dense_tensor<data_T, res_T, CONFIG_T>::run(data, res, weights, biases);
}

template <class data_T, class res_T, class CONFIG_T, class weight_raw_T>
void dense(const data_T data[CONFIG_T::n_positions * CONFIG_T::n_in],
           res_T res[CONFIG_T::n_positions * CONFIG_T::n_out],
           const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out]) {
    static const unsigned char none[CONFIG_T::n_out] = {0};
    dense_tensor<data_T, res_T, CONFIG_T>::run(data, res, weights, none);
}

} // namespace nnet

#endif
