/* SPDX-License-Identifier: MIT */
/* Every state machine of the house (base/machine.h): for its page and its test. */
#ifndef SERVICE_MACHINES_H
#define SERVICE_MACHINES_H

#include "modules/base/machine.h"

extern const struct machine *const machines[];
extern const size_t n_machines;

#endif
