// Components, streams and tasks of i++.
#ifndef NNET_IHC_H_
#define NNET_IHC_H_

#ifdef __INTELFPGA_COMPILER__
#include <HLS/hls.h>
#else
#include "ihc_host.h"
#endif

#endif
