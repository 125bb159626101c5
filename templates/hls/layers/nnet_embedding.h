// Rows of a table by their numbers, rounded down and kept within the table.
//
// CONFIG_T (derive from nnet::embedding_config):
//   n_in            numbers
//   n_out           elements of a row
//   index           how a number becomes the row: nnet::lookup_index_config, table_size rows
//   weight_t        type of the table's elements
//   reuse_factor    initiation interval                                    (1)
#ifndef NNET_EMBEDDING_H_
#define NNET_EMBEDDING_H_

#include "nnet_lookup.h"

namespace nnet {

struct embedding_config {
    static const unsigned reuse_factor = 1;
};

template <class data_T, class res_T, class CONFIG_T, class raw_T>
void embedding(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in * CONFIG_T::n_out],
               const raw_T embeddings[CONFIG_T::index::table_size * CONFIG_T::n_out]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        const unsigned row = lookup_index<typename CONFIG_T::index>(data[i]);
        for (unsigned j = 0; j < CONFIG_T::n_out; j++) {
            res[i * CONFIG_T::n_out + j] = from_raw<typename CONFIG_T::weight_t>(embeddings[row * CONFIG_T::n_out + j]);
        }
    }
}

} // namespace nnet

#endif
