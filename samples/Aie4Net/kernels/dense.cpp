#ifndef AIE4NET_DENSE_CPP
#define AIE4NET_DENSE_CPP

#include "dense.h"

#include "aie_api/aie.hpp"

namespace aie4net {

template <class P> using product_t = aie::mmul<P::M, P::K, P::N, typename P::data_t, typename P::weight_t, accumulator_t<P>>;

// COUNT copies of a vector, one after the other; COUNT is a power of two.
template <unsigned COUNT, class V> inline auto repeat(const V &v)
{
    if constexpr (COUNT == 1) {
        return v;
    } else {
        return aie::concat(repeat<COUNT / 2>(v), repeat<COUNT / 2>(v));
    }
}

// Sums that begin with the bias: the same in every row of the micro-tile.
template <class P> inline product_t<P> begin_with_bias(const int32_t *bias, unsigned column)
{
    const auto rows = repeat<P::M>(aie::load_v<P::N>(bias + column * P::N));
    if constexpr (P::BIAS_SHIFT == 0) {
        return product_t<P>(rows);
    } else {
        return product_t<P>(rows, P::BIAS_SHIFT);
    }
}

// Sums that begin with those of the tile before.
template <class P> inline product_t<P> begin_with_sums(input_cascade<accumulator_t<P>> *before)
{
    return product_t<P>(readincr_v<product_t<P>::size_C>(before));
}

template <class P> inline void set_modes()
{
    aie::set_rounding(P::ROUNDING == rounding::floor            ? aie::rounding_mode::floor
                      : P::ROUNDING == rounding::positive_inf   ? aie::rounding_mode::positive_inf
                      : P::ROUNDING == rounding::negative_inf   ? aie::rounding_mode::negative_inf
                      : P::ROUNDING == rounding::symmetric_inf  ? aie::rounding_mode::symmetric_inf
                      : P::ROUNDING == rounding::symmetric_zero ? aie::rounding_mode::symmetric_zero
                                                                : aie::rounding_mode::conv_even);
    aie::set_saturation(P::SATURATION == saturation::none       ? aie::saturation_mode::none
                        : P::SATURATION == saturation::saturate ? aie::saturation_mode::saturate
                                                                : aie::saturation_mode::symmetric);
}

// Finished sums as results, at their place of y.
template <class P> inline void store(typename P::result_t *y, unsigned row, unsigned column, const product_t<P> &sums)
{
    auto results = sums.template to_vector<typename P::result_t>(P::SHIFT);
    if constexpr (P::USE_RELU) {
        results = aie::max(results, typename P::result_t(0));
    }
    aie::store_v(y + (row * (P::N_SLICE / P::N) + column) * product_t<P>::size_C, results);
}

// The block's products, 2 x 2 micro-tiles at a time: begin(column) makes the sums of a micro-tile, finish(row, column, sums) takes them.
template <class P, class Begin, class Finish>
inline void multiply(const typename P::data_t *x, const typename P::weight_t *w, Begin begin, Finish finish)
{
    using product = product_t<P>;
    static_assert(P::ROWS % (2 * P::M) == 0, "rows in pairs of micro-tiles");
    static_assert(P::K_SLICE % (2 * P::K) == 0, "depth in pairs of micro-tiles");
    static_assert(P::N_SLICE % (2 * P::N) == 0, "columns in pairs of micro-tiles");
    static_assert(sizeof(typename P::weight_t) * P::K_SLICE * P::N_SLICE <= P::BANK_BYTES, "weights in one bank");
    constexpr unsigned rows = P::ROWS / P::M, depth = P::K_SLICE / P::K, columns = P::N_SLICE / P::N;

    for (unsigned row = 0; row < rows; row += 2) {
        for (unsigned column = 0; column < columns; column += 2) {
            product c00 = begin(column);
            product c01 = begin(column + 1);
            product c10 = begin(column);
            product c11 = begin(column + 1);
            for (unsigned k = 0; k < depth; k++)
                chess_prepare_for_pipelining
                {
                    const auto a0 = aie::load_v<product::size_A>(x + (row * depth + k) * product::size_A);
                    const auto a1 = aie::load_v<product::size_A>(x + ((row + 1) * depth + k) * product::size_A);
                    const auto b0 = aie::load_v<product::size_B>(w + (k * columns + column) * product::size_B);
                    const auto b1 = aie::load_v<product::size_B>(w + (k * columns + column + 1) * product::size_B);
                    c00.mac(a0, b0);
                    c01.mac(a0, b1);
                    c10.mac(a1, b0);
                    c11.mac(a1, b1);
                }
            finish(row, column, c00);
            finish(row, column + 1, c01);
            finish(row + 1, column, c10);
            finish(row + 1, column + 1, c11);
        }
    }
}

template <class P>
void dense_single<P>::run(adf::input_buffer<typename P::data_t> &x, const weights_t<P> &w, const bias_t<P> &bias,
                          adf::output_buffer<typename P::result_t> &y)
{
    set_modes<P>();
    multiply<P>(x.data(), w, [&](unsigned column) { return begin_with_bias<P>(bias, column); },
                [&](unsigned row, unsigned column, const product_t<P> &sums) { store<P>(y.data(), row, column, sums); });
}

template <class P>
void dense_first<P>::run(adf::input_buffer<typename P::data_t> &x, const weights_t<P> &w, const bias_t<P> &bias,
                         output_cascade<accumulator_t<P>> *sums)
{
    multiply<P>(x.data(), w, [&](unsigned column) { return begin_with_bias<P>(bias, column); },
                [&](unsigned, unsigned, const product_t<P> &own) { writeincr(sums, own.to_accum()); });
}

template <class P>
void dense_middle<P>::run(adf::input_buffer<typename P::data_t> &x, const weights_t<P> &w, input_cascade<accumulator_t<P>> *before,
                          output_cascade<accumulator_t<P>> *sums)
{
    multiply<P>(x.data(), w, [&](unsigned) { return begin_with_sums<P>(before); },
                [&](unsigned, unsigned, const product_t<P> &own) { writeincr(sums, own.to_accum()); });
}

template <class P>
void dense_last<P>::run(adf::input_buffer<typename P::data_t> &x, const weights_t<P> &w, input_cascade<accumulator_t<P>> *before,
                        adf::output_buffer<typename P::result_t> &y)
{
    set_modes<P>();
    multiply<P>(x.data(), w, [&](unsigned) { return begin_with_sums<P>(before); },
                [&](unsigned row, unsigned column, const product_t<P> &sums) { store<P>(y.data(), row, column, sums); });
}

} // namespace aie4net

#endif
