// Layer, group and instance normalization: the elements of a group lose their mean and are divided by their deviation; then
// each is scaled and shifted.
//
//   ascending: sum += accum_t(x); mean = mean_t(sum * reciprocal); d = difference_t(accum_t(x) - mean);
//   square_t: q += square_t(d * d); v = variance_t(q * reciprocal + epsilon); z = normal_t(d / root of v);
//   res = res_T(z * scale + bias), exact but for these conversions
// The root: v is shifted by 2 * places into [1/4, 1), where root_table has 1 / root; the product is shifted back by places.
//
// CONFIG_T (derive from nnet::normalization_config):
//   n_outer, n_rows, n_groups, n_width   the tensor is [n_outer][n_rows][n_groups][n_width]; those of one outer and one group
//                        share mean and variance
//   n_scale, n_bias      element i uses scale[i % n_scale], bias[i % n_bias]
//   reuse_factor         initiation interval of a group                                  (1)
//   accum_t, mean_t, difference_t, square_t, variance_t, normal_t, table_t, scale_t, bias_t
//   reciprocal_t, reciprocal; epsilon_t, epsilon   1 / elements of a group, what is added to the variance: raw integers
//   address_bits         of the shifted v; the table has 3 * 2^(address_bits - 2) entries
#ifndef NNET_NORMALIZATION_H_
#define NNET_NORMALIZATION_H_

#include "nnet_common.h"

namespace nnet {

struct normalization_config {
    static const unsigned n_outer = 1;
    static const unsigned n_rows = 1;
    static const unsigned n_groups = 1;
    static const unsigned reuse_factor = 1;
};

// Widths and shifts of the root, all known at compile time.
template <class CONFIG_T> struct inverse_root {
    typedef typename CONFIG_T::variance_t variance_t;
    static const int fraction = number<variance_t>::fraction;
    static const int appended = fraction & 1;
    static const int bits = number<variance_t>::width + appended;
    static const int most_places = (bits - 1) / 2 + 1;
    static const int half_fraction = (fraction + appended) / 2;

    // d / root of v before its conversion: an integer of this width, with this many fraction bits.
    static const int product_width = number<typename CONFIG_T::difference_t>::width + number<typename CONFIG_T::table_t>::width + 2;
    static const int normal_width = product_width + most_places;
    static const int normal_fraction = number<typename CONFIG_T::difference_t>::fraction +
                                       number<typename CONFIG_T::table_t>::fraction + most_places - half_fraction;
    typedef fixed<normal_width, normal_width - normal_fraction> exact_t;

    // The address of the root, and how far the product is to be shifted left.
    static unsigned address(const variance_t &v, unsigned &shift) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        const int width = bits > CONFIG_T::address_bits ? bits : CONFIG_T::address_bits;
        natural<2 * width + 2> mantissa = 1 << appended;
        if (v > 0) {
            mantissa = to_raw(v);
            mantissa <<= appended;
        }

        // Places by the pair of bits that holds the highest one, from the lowest pair to the highest.
        int places = 1;
        for (int k = 0; k < bits; k++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            if (mantissa[k]) places = k / 2 + 1;
        }
        shift = most_places - places;
        mantissa <<= 2 * (most_places - places);
        const int surplus = 2 * most_places - CONFIG_T::address_bits;
        if (surplus > 0) {
            mantissa >>= surplus > 0 ? surplus : 0;
        } else {
            mantissa <<= surplus > 0 ? 0 : -surplus;
        }
        return unsigned(mantissa.to_uint64()) - (1u << (CONFIG_T::address_bits - 2));
    }

    template <class table_raw_T>
    static typename CONFIG_T::normal_t scaled(const typename CONFIG_T::difference_t &d, table_raw_T root, unsigned shift) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        integer<normal_width> product = to_raw(d) * to_raw(from_raw<typename CONFIG_T::table_t>(root));
        product <<= shift;
        return typename CONFIG_T::normal_t(from_raw<exact_t>(product));
    }
};

// The place of element k of a group.
template <class CONFIG_T> inline unsigned normalization_element(unsigned outer, unsigned group, unsigned k) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    return ((outer * CONFIG_T::n_rows + k / CONFIG_T::n_width) * CONFIG_T::n_groups + group) * CONFIG_T::n_width + k % CONFIG_T::n_width;
}

template <class data_T, class res_T, class CONFIG_T, class scale_raw_T, class bias_raw_T, class table_raw_T>
void normalize_group(unsigned outer, unsigned group, const data_T *data, res_T *res, const scale_raw_T *scale,
                     const bias_raw_T *bias, const table_raw_T *root_table) {
    const unsigned n = CONFIG_T::n_rows * CONFIG_T::n_width;
    typename CONFIG_T::accum_t x[n], sum = 0;
    typename CONFIG_T::difference_t d[n];
    typename CONFIG_T::square_t squares = 0;
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#pragma HLS ARRAY_PARTITION variable=x complete
#pragma HLS ARRAY_PARTITION variable=d complete
#endif
    for (unsigned k = 0; k < n; k++) {
        x[k] = typename CONFIG_T::accum_t(data[normalization_element<CONFIG_T>(outer, group, k)]);
        sum = typename CONFIG_T::accum_t(sum + x[k]);
    }

    const typename CONFIG_T::reciprocal_t reciprocal = from_raw<typename CONFIG_T::reciprocal_t>(CONFIG_T::reciprocal);
    const typename CONFIG_T::epsilon_t epsilon = from_raw<typename CONFIG_T::epsilon_t>(CONFIG_T::epsilon);
    const typename CONFIG_T::mean_t mean = typename CONFIG_T::mean_t(sum * reciprocal);
    for (unsigned k = 0; k < n; k++) {
        d[k] = typename CONFIG_T::difference_t(x[k] - mean);
        const typename CONFIG_T::square_t square = typename CONFIG_T::square_t(d[k] * d[k]);
        squares = typename CONFIG_T::square_t(squares + square);
    }

    const typename CONFIG_T::variance_t variance = typename CONFIG_T::variance_t(squares * reciprocal + epsilon);
    unsigned shift;
    const unsigned at = inverse_root<CONFIG_T>::address(variance, shift);
    for (unsigned k = 0; k < n; k++) {
        const unsigned i = normalization_element<CONFIG_T>(outer, group, k);
        const typename CONFIG_T::normal_t z = inverse_root<CONFIG_T>::scaled(d[k], root_table[at], shift);
        res[i] = res_T(z * from_raw<typename CONFIG_T::scale_t>(scale[i % CONFIG_T::n_scale]) +
                       from_raw<typename CONFIG_T::bias_t>(bias[i % CONFIG_T::n_bias]));
    }
}

template <class data_T, class res_T, class CONFIG_T, class scale_raw_T, class bias_raw_T, class table_raw_T>
void normalize_groups(const data_T *data, res_T *res, const scale_raw_T scale[CONFIG_T::n_scale],
                      const bias_raw_T bias[CONFIG_T::n_bias],
                      const table_raw_T root_table[3 << (CONFIG_T::address_bits - 2)]) {
    for (unsigned outer = 0; outer < CONFIG_T::n_outer; outer++) {
        for (unsigned group = 0; group < CONFIG_T::n_groups; group++) {
            normalize_group<data_T, res_T, CONFIG_T>(outer, group, data, res, scale, bias, root_table);
        }
    }
}

} // namespace nnet

#endif
