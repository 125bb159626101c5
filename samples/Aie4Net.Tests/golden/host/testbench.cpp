#include "testbench.h"

#include "../src/kernels/dense.cpp"

#include "../app.cpp"

// x: fixed<8,3>
static aie4net::side golden_in() { return {"data/ifm_c", 2, 16, 8, 20, 1, 3}; }

// y: fixed<8,10,RND,SAT>
static aie4net::side golden_out() { return {"data/y_p", 1, 16, 8, 5, 1, 3}; }

#ifndef AIE4NET_NO_MAIN
// The argument is the folder of the test vectors.
int main(int argc, char **argv)
{
    return aie4net::verify<golden::application>(argc > 1 ? argv[1] : ".", golden_in(), golden_out());
}
#endif
