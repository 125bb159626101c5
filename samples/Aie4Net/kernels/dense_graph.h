#ifndef AIE4NET_DENSE_GRAPH_H
#define AIE4NET_DENSE_GRAPH_H

#include "dense.h"

namespace aie4net {

// The tiles of one layer: CAS_NUM chains (rows of the device), each of CAS_LENGTH tiles (columns).
// Tile t of chain c has the rows [t * K_SLICE, (t + 1) * K_SLICE) of the weights and the columns [c * N_SLICE, (c + 1) * N_SLICE).
// Memory: the input in banks 0 and 3 of the left neighbour, stack and bias in bank 1, weights in bank 2, the output in banks 0 and 3.
template <class P> class dense_graph : public adf::graph
{
public:
    adf::input_port in[P::CAS_LENGTH];
    adf::input_port weights[P::CAS_NUM * P::CAS_LENGTH];
    adf::input_port bias[P::CAS_NUM];
    adf::output_port out[P::CAS_NUM];

    dense_graph()
    {
        for (int chain = 0; chain < P::CAS_NUM; chain++) {
            for (int step = 0; step < P::CAS_LENGTH; step++) {
                add_tile(chain, step);
            }
        }
    }

private:
    adf::kernel tiles[P::CAS_NUM * P::CAS_LENGTH];

    // Only the kernels that the length of the chains asks for.
    static adf::kernel create(bool first, bool last)
    {
        if constexpr (P::CAS_LENGTH == 1) {
            return adf::kernel::create_object<dense_single<P>>();
        } else {
            if constexpr (P::CAS_LENGTH > 2) {
                if (!first && !last) {
                    return adf::kernel::create_object<dense_middle<P>>();
                }
            }
            return first ? adf::kernel::create_object<dense_first<P>>() : adf::kernel::create_object<dense_last<P>>();
        }
    }

    void add_tile(int chain, int step)
    {
        const bool first = step == 0, last = step == P::CAS_LENGTH - 1;
        const int index = chain * P::CAS_LENGTH + step;
        const int column = P::COLUMN + step, row = P::ROW + chain;
        adf::kernel &tile = tiles[index] = create(first, last);
        adf::source(tile) = "src/kernels/dense.cpp";
        adf::runtime<adf::ratio>(tile) = 1.0;
        adf::location<adf::kernel>(tile) = adf::tile(column, row);
        adf::location<adf::stack>(tile) = adf::bank(column, row, 1);

        adf::connect<>(in[step], tile.in[0]);
        adf::dimensions(tile.in[0]) = {P::ROWS * P::K_SLICE};
        adf::location<adf::buffer>(tile.in[0]) = {adf::bank(column - 1, row, 0), adf::bank(column - 1, row, 3)};

        adf::single_buffer(tile.in[1]);
        adf::connect<adf::parameter>(weights[index], adf::async(tile.in[1]));
        adf::location<adf::buffer>(tile.in[1]) = adf::bank(column, row, 2);

        if (first) {
            adf::single_buffer(tile.in[2]);
            adf::connect<adf::parameter>(bias[chain], adf::async(tile.in[2]));
            adf::location<adf::buffer>(tile.in[2]) = adf::bank(column, row, 1);
        } else {
            adf::connect<adf::cascade>(tiles[index - 1].out[0], tile.in[2]);
        }

        if (last) {
            adf::connect<>(tile.out[0], out[chain]);
            adf::dimensions(tile.out[0]) = {P::ROWS * P::N_SLICE};
            adf::location<adf::buffer>(tile.out[0]) = {adf::bank(column, row, 0), adf::bank(column, row, 3)};
        }
    }
};

} // namespace aie4net

#endif
