/* Calls that tell a device's health, its fabric, its place and confidential computing. */
#include "stub.h"

#include <string.h>

#define LAYOUT(type, bytes) _Static_assert(sizeof(type) == (bytes), #type)

static nvmlReturn_t fill(nvmlDevice_t device, const char *key, uint32_t *to, int count) {
    int64_t values[8];
    nvmlReturn_t code = ask_numbers(device, key, values, count);
    for (int i = 0; !code && i < count; i++) {
        to[i] = (uint32_t)values[i];
    }
    return code;
}

typedef struct {
    uint32_t version, bChannelRepairPending, bTpcRepairPending;
} nvmlRepairStatus_v1_t;
LAYOUT(nvmlRepairStatus_v1_t, 12);

EXPORT nvmlReturn_t nvmlDeviceGetRepairStatus(nvmlDevice_t device, nvmlRepairStatus_v1_t *out) {
    if (out->version != VERSION(sizeof *out, 1)) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    return fill(device, "nvmlDeviceGetRepairStatus", &out->bChannelRepairPending, 2);
}

EXPORT nvmlReturn_t nvmlDeviceGetUnrepairableMemoryFlag_v1(nvmlDevice_t device, uint32_t *out) {
    return fill(device, "nvmlDeviceGetUnrepairableMemoryFlag_v1", out, 1);
}

EXPORT nvmlReturn_t nvmlDeviceGetC2cModeInfoV(nvmlDevice_t device, uint32_t *out) {
    return fill(device, "nvmlDeviceGetC2cModeInfoV", out, 1);
}

/* Finds the device by the address in the struct, as the driver does. */
EXPORT nvmlReturn_t nvmlDeviceGetHandleByPciBusId_v2(const char *address, nvmlDevice_t *out);

EXPORT nvmlReturn_t nvmlDeviceQueryDrainState(const char *pciInfo, uint32_t *out) {
    nvmlDevice_t device;
    nvmlReturn_t code = nvmlDeviceGetHandleByPciBusId_v2(pciInfo + 36, &device);
    return code ? code : fill(device, "nvmlDeviceQueryDrainState", out, 1);
}

typedef struct {
    uint8_t clusterUuid[16];
    int status;
    uint32_t cliqueId;
    uint8_t state;
} nvmlGpuFabricInfo_t;
LAYOUT(nvmlGpuFabricInfo_t, 28);

typedef struct {
    uint32_t version;
    uint8_t clusterUuid[16];
    int status;
    uint32_t cliqueId;
    uint8_t state;
    uint32_t healthMask;
    uint8_t healthSummary;
} nvmlGpuFabricInfo_v3_t;
LAYOUT(nvmlGpuFabricInfo_v3_t, 40);

/* clique, state, status, mask, summary; and the newest struct that the driver knows */
EXPORT nvmlReturn_t nvmlDeviceGetGpuFabricInfoV(nvmlDevice_t device, nvmlGpuFabricInfo_v3_t *out) {
    int64_t values[6];
    nvmlReturn_t code = ask_numbers(device, "nvmlDeviceGetGpuFabricInfoV", values, 6);
    if (code) {
        return code;
    }
    if (out->version != (values[5] == 2 ? VERSION(36, 2) : VERSION(40, 3))) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    for (int i = 0; i < 16; i++) {
        out->clusterUuid[i] = (uint8_t)(0x10 + i);
    }
    out->cliqueId = (uint32_t)values[0];
    out->state = (uint8_t)values[1];
    out->status = (int)values[2];
    out->healthMask = (uint32_t)values[3];
    if (values[5] != 2) {
        out->healthSummary = (uint8_t)values[4];
    }
    return NVML_SUCCESS;
}

/* clique, state, status */
EXPORT nvmlReturn_t nvmlDeviceGetGpuFabricInfo(nvmlDevice_t device, nvmlGpuFabricInfo_t *out) {
    int64_t values[3];
    nvmlReturn_t code = ask_numbers(device, "nvmlDeviceGetGpuFabricInfo", values, 3);
    if (!code) {
        memset(out->clusterUuid, 0, sizeof out->clusterUuid);
        out->cliqueId = (uint32_t)values[0];
        out->state = (uint8_t)values[1];
        out->status = (int)values[2];
    }
    return code;
}

typedef struct {
    uint32_t version;
    uint8_t ibGuid[16], serialOrRack[16];
    uint8_t slot, tray, host, peer, module;
} nvmlPlatformInfo_t;
LAYOUT(nvmlPlatformInfo_t, 44);

/* struct version, slot, tray, host, peer, module */
EXPORT nvmlReturn_t nvmlDeviceGetPlatformInfo(nvmlDevice_t device, nvmlPlatformInfo_t *out) {
    int64_t values[6];
    nvmlReturn_t code = ask_numbers(device, "nvmlDeviceGetPlatformInfo", values, 6);
    if (code) {
        return code;
    }
    if (out->version != VERSION(sizeof *out, values[0])) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    memset(out->ibGuid, 0xab, 16);
    if (values[0] == 2) {
        memcpy(out->serialOrRack, "1820325191234567", 16);
    } else {
        memset(out->serialOrRack, 0xcd, 16);
    }
    out->slot = (uint8_t)values[1];
    out->tray = (uint8_t)values[2];
    out->host = (uint8_t)values[3];
    out->peer = (uint8_t)values[4];
    out->module = (uint8_t)values[5];
    return NVML_SUCCESS;
}

static nvmlReturn_t system_numbers(const char *key, uint32_t *to, int count) {
    const char *text;
    long calls;
    int64_t values[8];
    nvmlReturn_t code = ask_system(key, &text, &calls);
    int there = code ? 0 : numbers_in(text, calls, values, count);
    for (int i = 0; i < there; i++) {
        to[i] = (uint32_t)values[i];
    }
    return code;
}

/* environment, feature, tools */
EXPORT nvmlReturn_t nvmlSystemGetConfComputeState(uint32_t *out) {
    return system_numbers("nvmlSystemGetConfComputeState", out, 3);
}

/* environment, feature, tools, several GPUs */
EXPORT nvmlReturn_t nvmlSystemGetConfComputeSettings(uint32_t *out) {
    return out[0] == VERSION(20, 1)
               ? system_numbers("nvmlSystemGetConfComputeSettings", out + 1, 4)
               : NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
}

EXPORT nvmlReturn_t nvmlSystemGetConfComputeGpusReadyState(uint32_t *out) {
    return system_numbers("nvmlSystemGetConfComputeGpusReadyState", out, 1);
}
