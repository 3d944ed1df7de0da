/* Load, settings and identity: what device.c does not have of them. */
#include "stub.h"

static nvmlReturn_t number(nvmlDevice_t device, const char *key, unsigned *out) {
    int64_t value;
    nvmlReturn_t code = ask_numbers(device, key, &value, 1);
    *out = code ? *out : (unsigned)value;
    return code;
}

static nvmlReturn_t selected(nvmlDevice_t device, const char *name, unsigned selector,
                             unsigned *out) {
    char key[96];
    return number(device, key_of(key, sizeof key, name, selector), out);
}

EXPORT nvmlReturn_t nvmlDeviceGetDisplayMode(nvmlDevice_t device, unsigned *out) {
    return number(device, "nvmlDeviceGetDisplayMode", out);
}

EXPORT nvmlReturn_t nvmlDeviceGetAccountingBufferSize(nvmlDevice_t device, unsigned *out) {
    return number(device, "nvmlDeviceGetAccountingBufferSize", out);
}

EXPORT nvmlReturn_t nvmlDeviceGetMemoryBusWidth(nvmlDevice_t device, unsigned *out) {
    return number(device, "nvmlDeviceGetMemoryBusWidth", out);
}

EXPORT nvmlReturn_t nvmlDeviceGetNumaNodeId(nvmlDevice_t device, unsigned *out) {
    return number(device, "nvmlDeviceGetNumaNodeId", out);
}

EXPORT nvmlReturn_t nvmlDeviceGetMaxCustomerBoostClock(nvmlDevice_t device, unsigned type,
                                                       unsigned *out) {
    return selected(device, "nvmlDeviceGetMaxCustomerBoostClock", type, out);
}

EXPORT nvmlReturn_t nvmlDeviceGetEncoderCapacity(nvmlDevice_t device, unsigned type,
                                                 unsigned *out) {
    return selected(device, "nvmlDeviceGetEncoderCapacity", type, out);
}

EXPORT nvmlReturn_t nvmlDeviceGetFanControlPolicy_v2(nvmlDevice_t device, unsigned fan,
                                                     unsigned *out) {
    return selected(device, "nvmlDeviceGetFanControlPolicy_v2", fan, out);
}

EXPORT nvmlReturn_t nvmlDeviceGetInforomVersion(nvmlDevice_t device, unsigned object, char *out,
                                                unsigned length) {
    char key[96];
    const char *text;
    long calls;
    nvmlReturn_t code =
        ask(device, key_of(key, sizeof key, "nvmlDeviceGetInforomVersion", object), &text, &calls);
    return code ? code : copy_text(text, out, length);
}

typedef struct {
    uint32_t version, value;
} nvmlDeviceAddressingMode_v1_t;
_Static_assert(sizeof(nvmlDeviceAddressingMode_v1_t) == 8, "nvmlDeviceAddressingMode_v1_t");

EXPORT nvmlReturn_t nvmlDeviceGetAddressingMode(nvmlDevice_t device,
                                                nvmlDeviceAddressingMode_v1_t *out) {
    if (out->version != VERSION(sizeof *out, 1)) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    return number(device, "nvmlDeviceGetAddressingMode", &out->value);
}
