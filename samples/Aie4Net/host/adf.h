#ifndef AIE4NET_HOST_ADF_H
#define AIE4NET_HOST_ADF_H

// What the generated graph uses of the ADF graph API, as a functional model for the host: data moves as the graph says,
// iteration by iteration; time, memory banks and routing do not exist. For verification only.

#include "adf/placement.h"
#include "adf/port.h"
#include "adf/kernel.h"
#include "adf/shared_buffer.h"
#include "adf/plio.h"
#include "adf/graph.h"

#endif
