/* What nvtop asks for and our process does not. */
#include "stub.h"

EXPORT nvmlReturn_t nvmlDeviceGetPcieThroughput(nvmlDevice_t device, unsigned counter,
                                                unsigned *out) {
    char key[96];
    int64_t value;
    nvmlReturn_t code = ask_numbers(
        device, key_of(key, sizeof key, "nvmlDeviceGetPcieThroughput", counter), &value, 1);
    *out = code ? *out : (unsigned)value;
    return code;
}
