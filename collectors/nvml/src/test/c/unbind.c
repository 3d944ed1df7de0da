/* System events: the line "unbind = 0x3b00 0x8600" of [system] announces those GPUs, each once. */
#include "stub.h"

#include <string.h>

typedef struct {
    uint32_t version;
    void *set;
} nvmlSystemEventSetCreateRequest_v1_t;

typedef struct {
    uint32_t version;
    uint64_t eventTypes;
    void *set;
} nvmlSystemRegisterEventRequest_v1_t;

typedef struct {
    uint64_t eventType;
    uint32_t gpuId;
} nvmlSystemEventData_v1_t;

typedef struct {
    uint32_t version;
    uint32_t timeoutms;
    void *set;
    nvmlSystemEventData_v1_t *data;
    uint32_t dataSize;
    uint32_t numEvent;
} nvmlSystemEventSetWaitRequest_v1_t;

static struct system_set {
    uint64_t types;
    int64_t told[8];
    int count;
} the_set;

EXPORT nvmlReturn_t nvmlSystemEventSetCreate(nvmlSystemEventSetCreateRequest_v1_t *request) {
    if (request->version != VERSION(sizeof *request, 1)) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    request->set = &the_set;
    return is_initialized() ? NVML_SUCCESS : NVML_ERROR_UNINITIALIZED;
}

EXPORT nvmlReturn_t nvmlSystemEventSetFree(nvmlSystemEventSetCreateRequest_v1_t *request) {
    return request->version == VERSION(sizeof *request, 1) && request->set == &the_set
               ? NVML_SUCCESS
               : NVML_ERROR_INVALID_ARGUMENT;
}

EXPORT nvmlReturn_t nvmlSystemRegisterEvents(nvmlSystemRegisterEventRequest_v1_t *request) {
    if (request->version != VERSION(sizeof *request, 1) || request->set != &the_set) {
        return NVML_ERROR_INVALID_ARGUMENT;
    }
    the_set.types = request->eventTypes;
    return NVML_SUCCESS;
}

static int is_told(int64_t gpu) {
    for (int i = 0; i < the_set.count; i++) {
        if (the_set.told[i] == gpu) {
            return 1;
        }
    }
    return 0;
}

EXPORT nvmlReturn_t nvmlSystemEventSetWait(nvmlSystemEventSetWaitRequest_v1_t *request) {
    const char *text;
    long calls;
    int64_t gpus[8];
    if (request->version != VERSION(sizeof *request, 1) || request->set != &the_set) {
        return NVML_ERROR_INVALID_ARGUMENT;
    }
    request->numEvent = 0;
    if (!(the_set.types & 1) || ask_system("unbind", &text, &calls)) {
        return NVML_ERROR_TIMEOUT;
    }
    int count = numbers_in(text, 0, gpus, 8);
    for (int i = 0; i < count && request->numEvent < request->dataSize; i++) {
        if (!is_told(gpus[i]) && the_set.count < 8) {
            the_set.told[the_set.count++] = gpus[i];
            request->data[request->numEvent++] =
                (nvmlSystemEventData_v1_t){1, (uint32_t)gpus[i]};
        }
    }
    return request->numEvent ? NVML_SUCCESS : NVML_ERROR_TIMEOUT;
}
