/*
 * nvmlDeviceGetMinMaxClockOfPState.0.2 = 345 1980: the type of clock and the state are in the key.
 * The limit of a scope is what its field answers: field.192/1 = u32 700000.
 */
#define _GNU_SOURCE
#include "stub.h"

#include <stdio.h>

typedef struct {
    uint32_t version;
    uint8_t powerScope;
    uint32_t powerValueMw;
} nvmlPowerValue_v2_t;
_Static_assert(sizeof(nvmlPowerValue_v2_t) == 12, "nvmlPowerValue_v2_t");

nvmlReturn_t control_called3(nvmlDevice_t device, const char *name, unsigned first,
                             unsigned second, unsigned third);

EXPORT nvmlReturn_t nvmlDeviceGetMinMaxClockOfPState(nvmlDevice_t device, unsigned type,
                                                     unsigned state, unsigned *min, unsigned *max) {
    char key[96];
    int64_t values[2];
    snprintf(key, sizeof key, "nvmlDeviceGetMinMaxClockOfPState.%u.%u", type, state);
    nvmlReturn_t code = ask_numbers(device, key, values, 2);
    if (!code) {
        *min = (unsigned)values[0];
        *max = (unsigned)values[1];
    }
    return code;
}

EXPORT nvmlReturn_t nvmlDeviceSetPowerManagementLimit_v2(nvmlDevice_t device,
                                                         nvmlPowerValue_v2_t *power) {
    nvmlReturn_t code = control_called3(device, "nvmlDeviceSetPowerManagementLimit_v2",
                                        power->version, power->powerScope, power->powerValueMw);
    char key[96];
    snprintf(key, sizeof key, "field.192/%u", power->powerScope);
    entry_t *line = line_of(device->section, key);
    if (code || !line) {
        return code ? code : NVML_ERROR_NOT_SUPPORTED;
    }
    snprintf(line->value, sizeof line->value, "u32 %u", power->powerValueMw);
    return NVML_SUCCESS;
}
