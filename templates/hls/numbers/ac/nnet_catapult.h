// Channels of Catapult, and the names by which it finds design and test bench.
#ifndef NNET_CATAPULT_H_
#define NNET_CATAPULT_H_

#include "ac_channel.h"
#include "mc_scverify.h"

#endif
