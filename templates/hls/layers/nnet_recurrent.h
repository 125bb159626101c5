// Recurrent layers: a sequence is read step by step, and a state kept from step to step.
//
//   g = dense(x, weight, bias), u = dense(h, recurrent_weight, recurrent_bias): accum_t (nnet_dense.h)
//   f(x) = gate_t(table[x])
//   lstm         i, f, o = sigmoid(accum_t(g + u)); n = tanh(accum_t(g + u));
//                cell = cell_t(n * i + cell * f); h = state_t(o * tanh(cell))                  gates [i | f | n | o]
//   gru          z, r = sigmoid(accum_t(g + u)); n = tanh(accum_t(g + v)), where
//                v = accum_t(r * dense(h, candidate_weight, candidate_bias)) or, without reset_after,
//                v = dense(state_t(r * h), candidate_weight, candidate_bias);
//                h = state_t(n * (1 - z) + h * z)                                              gates [z | r | n]
//   simple_rnn   h = state_t(tanh(accum_t(g + u)))
//
// CONFIG_T (derive from nnet::recurrent_config):
//   n_steps, n_in, n_state
//   reverse              reads the sequence from its end; results stay at the place of their step    (false)
//   return_sequences     res is the state after every step [n_steps][n_state], not only after the last  (false)
//   reset_after          (gru)                                                                       (false)
//   input, recurrent, candidate (gru)   of the matrices: nnet::dense_config
//   accum_t, gate_t, cell_t (lstm); state_t above is that of the result
//   recurrent_index, recurrent_table_t; table_index, table_t; cell_index, cell_table_t (lstm): tables of the sigmoid, of
//                        tanh and of tanh of the cell (nnet_lookup.h)
//   constant_states      the states before the first step are arrays of raw integers, of              (true)
//   initial_state_t, initial_cell_t; else they are tensors
// Weights lie as the strategy of their matrix wants them.
#ifndef NNET_RECURRENT_H_
#define NNET_RECURRENT_H_

#include "nnet_common.h"
#include "nnet_dense.h"
#include "nnet_lookup.h"

namespace nnet {

struct recurrent_config {
    static const bool reverse = false;
    static const bool return_sequences = false;
    static const bool reset_after = false;
    static const bool constant_states = true;
    typedef ufixed<2, 2> initial_state_t;
    typedef ufixed<2, 2> initial_cell_t;
};

// An element of a state before the first step: of a constant or of a tensor.
template <class T, class INITIAL_T, bool CONSTANT> struct initial_state {
    template <class source_T> static T of(const source_T &raw) { return T(from_raw<INITIAL_T>(raw)); }
};
template <class T, class INITIAL_T> struct initial_state<T, INITIAL_T, false> {
    template <class source_T> static T of(const source_T &value) { return T(value); }
};

template <class CONFIG_T, class INITIAL_T, class source_T, class T>
inline void load_state(const source_T *initial, T state[CONFIG_T::n_state]) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    for (unsigned j = 0; j < CONFIG_T::n_state; j++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
        state[j] = initial_state<T, INITIAL_T, CONFIG_T::constant_states>::of(initial[j]);
    }
}

template <class INDEX, class table_T, class gate_T, class data_T, class table_raw_T>
inline gate_T activate(const data_T &x, const table_raw_T table[INDEX::table_size]) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    return gate_T(from_raw<table_T>(table[lookup_index<INDEX>(x)]));
}

template <class CONFIG_T, class table_raw_T>
inline typename CONFIG_T::gate_t recurrent_gate(const typename CONFIG_T::accum_t &x, const table_raw_T *table) {
    return activate<typename CONFIG_T::recurrent_index, typename CONFIG_T::recurrent_table_t, typename CONFIG_T::gate_t>(x, table);
}

template <class CONFIG_T, class table_raw_T>
inline typename CONFIG_T::gate_t candidate_gate(const typename CONFIG_T::accum_t &x, const table_raw_T *table) {
    return activate<typename CONFIG_T::table_index, typename CONFIG_T::table_t, typename CONFIG_T::gate_t>(x, table);
}

// One of the matrices: a dense layer of one position.
template <class MATRIX_T, class data_T, class accum_T, class weight_raw_T, class bias_raw_T>
inline void recurrent_dense(const data_T data[MATRIX_T::n_in], accum_T sums[MATRIX_T::n_out], const weight_raw_T *weight,
                            const bias_raw_T *bias) {
    dense_kernel<data_T, accum_T, MATRIX_T, MATRIX_T::strategy>::run(data, sums, weight, bias);
}

// Sums of the inputs of one step.
template <class CONFIG_T, class data_T, class weight_raw_T, class bias_raw_T>
void step_sums(unsigned place, const data_T data[CONFIG_T::n_steps * CONFIG_T::n_in],
               typename CONFIG_T::accum_t sums[CONFIG_T::input::n_out], const weight_raw_T *weight, const bias_raw_T *bias) {
    data_T x[CONFIG_T::n_in];
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#pragma HLS ARRAY_PARTITION variable=x complete
#endif
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
        x[i] = data[place * CONFIG_T::n_in + i];
    }
    recurrent_dense<typename CONFIG_T::input>(x, sums, weight, bias);
}

template <class CONFIG_T, class res_T>
void store_state(unsigned place, const res_T state[CONFIG_T::n_state], res_T *res) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    for (unsigned j = 0; j < CONFIG_T::n_state; j++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
        res[(CONFIG_T::return_sequences ? place * CONFIG_T::n_state : 0) + j] = state[j];
    }
}

template <class CONFIG_T> inline unsigned step_place(unsigned step) {
    return CONFIG_T::reverse ? CONFIG_T::n_steps - 1 - step : step;
}

template <class CONFIG_T, class data_T, class h_T, class c_T, class res_T, class cell_T, class w_T, class b_T, class rw_T, class rb_T,
          class rt_T, class t_T, class ct_T>
void lstm(const data_T data[CONFIG_T::n_steps * CONFIG_T::n_in], const h_T *initial_h, const c_T *initial_c, res_T *res,
          cell_T cell[CONFIG_T::n_state], const w_T *weight, const b_T *bias, const rw_T *recurrent_weight,
          const rb_T *recurrent_bias, const rt_T *recurrent_table, const t_T *table, const ct_T *cell_table) {
    typedef typename CONFIG_T::accum_t accum_t;
    typedef typename CONFIG_T::gate_t gate_t;
    res_T h[CONFIG_T::n_state];
    accum_t g[4 * CONFIG_T::n_state], u[4 * CONFIG_T::n_state];
#ifdef __SYNTHESIS__
#pragma HLS ARRAY_PARTITION variable=h complete
#pragma HLS ARRAY_PARTITION variable=g complete
#pragma HLS ARRAY_PARTITION variable=u complete
#endif
    load_state<CONFIG_T, typename CONFIG_T::initial_state_t>(initial_h, h);
    load_state<CONFIG_T, typename CONFIG_T::initial_cell_t>(initial_c, cell);
    for (unsigned step = 0; step < CONFIG_T::n_steps; step++) {
        const unsigned place = step_place<CONFIG_T>(step);
        step_sums<CONFIG_T>(place, data, g, weight, bias);
        recurrent_dense<typename CONFIG_T::recurrent>(h, u, recurrent_weight, recurrent_bias);
        for (unsigned j = 0; j < CONFIG_T::n_state; j++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            const unsigned k = j + CONFIG_T::n_state, l = k + CONFIG_T::n_state, m = l + CONFIG_T::n_state;
            const gate_t in = recurrent_gate<CONFIG_T>(accum_t(g[j] + u[j]), recurrent_table);
            const gate_t forget = recurrent_gate<CONFIG_T>(accum_t(g[k] + u[k]), recurrent_table);
            const gate_t candidate = candidate_gate<CONFIG_T>(accum_t(g[l] + u[l]), table);
            const gate_t out = recurrent_gate<CONFIG_T>(accum_t(g[m] + u[m]), recurrent_table);
            cell[j] = cell_T(candidate * in + cell[j] * forget);
            const gate_t squashed = activate<typename CONFIG_T::cell_index, typename CONFIG_T::cell_table_t, gate_t>(cell[j], cell_table);
            h[j] = res_T(out * squashed);
        }
        store_state<CONFIG_T>(place, h, res);
    }
}

// The same where the last cell does not leave.
template <class CONFIG_T, class data_T, class h_T, class c_T, class res_T, class w_T, class b_T, class rw_T, class rb_T,
          class rt_T, class t_T, class ct_T>
void lstm(const data_T data[CONFIG_T::n_steps * CONFIG_T::n_in], const h_T *initial_h, const c_T *initial_c, res_T *res,
          const w_T *weight, const b_T *bias, const rw_T *recurrent_weight, const rb_T *recurrent_bias,
          const rt_T *recurrent_table, const t_T *table, const ct_T *cell_table) {
    typename CONFIG_T::cell_t cell[CONFIG_T::n_state];
#ifdef __SYNTHESIS__
#pragma HLS ARRAY_PARTITION variable=cell complete
#endif
    lstm<CONFIG_T>(data, initial_h, initial_c, res, cell, weight, bias, recurrent_weight, recurrent_bias, recurrent_table, table,
                   cell_table);
}

// What the candidate of a gru adds to its sums of inputs.
template <class CONFIG_T, bool RESET_AFTER> struct candidate_sums {
    template <class res_T, class w_T, class b_T>
    static void run(const res_T h[CONFIG_T::n_state], const typename CONFIG_T::gate_t reset[CONFIG_T::n_state],
                    typename CONFIG_T::accum_t v[CONFIG_T::n_state], const w_T *weight, const b_T *bias) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        recurrent_dense<typename CONFIG_T::candidate>(h, v, weight, bias);
        for (unsigned j = 0; j < CONFIG_T::n_state; j++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            v[j] = typename CONFIG_T::accum_t(reset[j] * v[j]);
        }
    }
};
template <class CONFIG_T> struct candidate_sums<CONFIG_T, false> {
    template <class res_T, class w_T, class b_T>
    static void run(const res_T h[CONFIG_T::n_state], const typename CONFIG_T::gate_t reset[CONFIG_T::n_state],
                    typename CONFIG_T::accum_t v[CONFIG_T::n_state], const w_T *weight, const b_T *bias) {
        res_T kept[CONFIG_T::n_state];
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#pragma HLS ARRAY_PARTITION variable=kept complete
#endif
        for (unsigned j = 0; j < CONFIG_T::n_state; j++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            kept[j] = res_T(reset[j] * h[j]);
        }
        recurrent_dense<typename CONFIG_T::candidate>(kept, v, weight, bias);
    }
};

template <class CONFIG_T, class data_T, class h_T, class res_T, class w_T, class b_T, class rw_T, class rb_T, class cw_T,
          class cb_T, class rt_T, class t_T>
void gru(const data_T data[CONFIG_T::n_steps * CONFIG_T::n_in], const h_T *initial_h, res_T *res, const w_T *weight,
         const b_T *bias, const rw_T *recurrent_weight, const rb_T *recurrent_bias, const cw_T *candidate_weight,
         const cb_T *candidate_bias, const rt_T *recurrent_table, const t_T *table) {
    typedef typename CONFIG_T::accum_t accum_t;
    typedef typename CONFIG_T::gate_t gate_t;
    res_T h[CONFIG_T::n_state];
    accum_t g[3 * CONFIG_T::n_state], u[2 * CONFIG_T::n_state], v[CONFIG_T::n_state];
    gate_t update[CONFIG_T::n_state], reset[CONFIG_T::n_state];
#ifdef __SYNTHESIS__
#pragma HLS ARRAY_PARTITION variable=h complete
#pragma HLS ARRAY_PARTITION variable=g complete
#pragma HLS ARRAY_PARTITION variable=u complete
#pragma HLS ARRAY_PARTITION variable=v complete
#pragma HLS ARRAY_PARTITION variable=update complete
#pragma HLS ARRAY_PARTITION variable=reset complete
#endif
    load_state<CONFIG_T, typename CONFIG_T::initial_state_t>(initial_h, h);
    for (unsigned step = 0; step < CONFIG_T::n_steps; step++) {
        const unsigned place = step_place<CONFIG_T>(step);
        step_sums<CONFIG_T>(place, data, g, weight, bias);
        recurrent_dense<typename CONFIG_T::recurrent>(h, u, recurrent_weight, recurrent_bias);
        for (unsigned j = 0; j < CONFIG_T::n_state; j++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            const unsigned k = j + CONFIG_T::n_state;
            update[j] = recurrent_gate<CONFIG_T>(accum_t(g[j] + u[j]), recurrent_table);
            reset[j] = recurrent_gate<CONFIG_T>(accum_t(g[k] + u[k]), recurrent_table);
        }
        candidate_sums<CONFIG_T, CONFIG_T::reset_after>::run(h, reset, v, candidate_weight, candidate_bias);
        for (unsigned j = 0; j < CONFIG_T::n_state; j++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            const ufixed<2, 2> one = 1;
            const gate_t candidate = candidate_gate<CONFIG_T>(accum_t(g[j + 2 * CONFIG_T::n_state] + v[j]), table);
            h[j] = res_T(candidate * (one - update[j]) + h[j] * update[j]);
        }
        store_state<CONFIG_T>(place, h, res);
    }
}

template <class CONFIG_T, class data_T, class h_T, class res_T, class w_T, class b_T, class rw_T, class rb_T, class t_T>
void simple_rnn(const data_T data[CONFIG_T::n_steps * CONFIG_T::n_in], const h_T *initial_h, res_T *res, const w_T *weight,
                const b_T *bias, const rw_T *recurrent_weight, const rb_T *recurrent_bias, const t_T *table) {
    typedef typename CONFIG_T::accum_t accum_t;
    res_T h[CONFIG_T::n_state];
    accum_t g[CONFIG_T::n_state], u[CONFIG_T::n_state];
#ifdef __SYNTHESIS__
#pragma HLS ARRAY_PARTITION variable=h complete
#pragma HLS ARRAY_PARTITION variable=g complete
#pragma HLS ARRAY_PARTITION variable=u complete
#endif
    load_state<CONFIG_T, typename CONFIG_T::initial_state_t>(initial_h, h);
    for (unsigned step = 0; step < CONFIG_T::n_steps; step++) {
        const unsigned place = step_place<CONFIG_T>(step);
        step_sums<CONFIG_T>(place, data, g, weight, bias);
        recurrent_dense<typename CONFIG_T::recurrent>(h, u, recurrent_weight, recurrent_bias);
        for (unsigned j = 0; j < CONFIG_T::n_state; j++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            h[j] = res_T(candidate_gate<CONFIG_T>(accum_t(g[j] + u[j]), table));
        }
        store_state<CONFIG_T>(place, h, res);
    }
}

} // namespace nnet

#endif
