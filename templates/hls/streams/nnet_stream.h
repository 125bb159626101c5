// Streams of tokens: a token is a group of elements that travel together, those of the last dimension.
#ifndef NNET_STREAM_H_
#define NNET_STREAM_H_

#include "hls_stream.h"
#include "nnet_common.h"

namespace nnet {

template <class T, unsigned N> struct array {
    typedef T value_type;
    static const unsigned size = N;
    T data[N];
    T &operator[](unsigned i) { return data[i]; }
    const T &operator[](unsigned i) const { return data[i]; }
};

template <class token_T> void read_token(hls::stream<token_T> &stream, typename token_T::value_type x[token_T::size]) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    const token_T token = stream.read();
    for (unsigned i = 0; i < token_T::size; i++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
        x[i] = token[i];
    }
}

template <class token_T>
void write_token(const typename token_T::value_type x[token_T::size], hls::stream<token_T> &stream) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    token_T token;
    for (unsigned i = 0; i < token_T::size; i++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
        token[i] = x[i];
    }
    stream.write(token);
}

template <unsigned TOKENS, class token_T>
void read_tensor(hls::stream<token_T> &stream, typename token_T::value_type x[TOKENS * token_T::size]) {
    for (unsigned t = 0; t < TOKENS; t++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE
#endif
        read_token(stream, x + t * token_T::size);
    }
}

template <unsigned TOKENS, class token_T>
void write_tensor(const typename token_T::value_type x[TOKENS * token_T::size], hls::stream<token_T> &stream) {
    for (unsigned t = 0; t < TOKENS; t++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE
#endif
        write_token(x + t * token_T::size, stream);
    }
}

// The same elements in tokens of another size.
template <unsigned ELEMENTS, class in_T, class out_T> void repack(hls::stream<in_T> &in, hls::stream<out_T> &out) {
    in_T from = in_T();
    out_T to = out_T();
    for (unsigned i = 0; i < ELEMENTS; i++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE
#endif
        if (i % in_T::size == 0) from = in.read();
        to[i % out_T::size] = from[i % in_T::size];
        if (i % out_T::size == out_T::size - 1) out.write(to);
    }
}

#ifndef __SYNTHESIS__
// A copy of what waits in a stream, for traces.
template <class token_T> void peek_tensor(hls::stream<token_T> &stream, typename token_T::value_type *x) {
    for (size_t tokens = stream.size(); tokens > 0; tokens--, x += token_T::size) {
        read_token(stream, x);
        write_token(x, stream);
    }
}
#endif

} // namespace nnet

#endif
