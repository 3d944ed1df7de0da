/* GPM: two samples, and the metrics between them. */
#include "stub.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct nvmlGpmSample_st {
    nvmlDevice_t device;
    int instance; /* of a divided GPU, below 0 for a whole one */
};
typedef struct nvmlGpmSample_st *nvmlGpmSample_t;

typedef struct {
    uint32_t metricId;
    nvmlReturn_t nvmlReturn;
    double value;
    const char *shortName, *longName, *unit;
} nvmlGpmMetric_t;
_Static_assert(sizeof(nvmlGpmMetric_t) == 40, "nvmlGpmMetric_t");

typedef struct {
    uint32_t version, numMetrics;
    nvmlGpmSample_t sample1, sample2;
    nvmlGpmMetric_t metrics[];
} nvmlGpmMetricsGet_t;
_Static_assert(offsetof(nvmlGpmMetricsGet_t, metrics) == 24, "nvmlGpmMetricsGet_t.metrics");

typedef struct {
    uint32_t version, isSupportedDevice;
} nvmlGpmSupport_t;

EXPORT nvmlReturn_t nvmlGpmQueryDeviceSupport(nvmlDevice_t device, nvmlGpmSupport_t *out) {
    int64_t value;
    if (out->version != 1) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    nvmlReturn_t code = ask_numbers(device, "nvmlGpmQueryDeviceSupport", &value, 1);
    out->isSupportedDevice = code ? 0 : (uint32_t)value;
    return code;
}

EXPORT nvmlReturn_t nvmlGpmSampleAlloc(nvmlGpmSample_t *sample) {
    *sample = calloc(1, sizeof **sample);
    return NVML_SUCCESS;
}

EXPORT nvmlReturn_t nvmlGpmSampleFree(nvmlGpmSample_t sample) {
    free(sample);
    return NVML_SUCCESS;
}

EXPORT nvmlReturn_t nvmlGpmSampleGet(nvmlDevice_t device, nvmlGpmSample_t sample) {
    const char *text;
    long calls;
    nvmlReturn_t code = ask(device, "nvmlGpmQueryDeviceSupport", &text, &calls);
    if (!code && line_of(device->section, "nvmlGpmSampleGet")) {
        code = ask(device, "nvmlGpmSampleGet", &text, &calls);
    }
    sample->device = code ? NULL : device;
    sample->instance = -1;
    return code;
}

EXPORT nvmlReturn_t nvmlGpmMigSampleGet(nvmlDevice_t device, unsigned instance,
                                        nvmlGpmSample_t sample) {
    const char *text;
    long calls;
    char key[96];
    nvmlReturn_t code =
        ask(device, key_of(key, sizeof key, "nvmlGpmMigSampleGet", instance), &text, &calls);
    sample->device = code ? NULL : device;
    sample->instance = (int)instance;
    return code;
}

/* gpm.2 = 37.5, "nan" too; gpm.2/1 of instance 1. */
static void fill(nvmlGpmSample_t sample, nvmlGpmMetric_t *metric) {
    char key[96];
    const char *text;
    long calls;
    if (sample->instance < 0) {
        snprintf(key, sizeof key, "gpm.%u", metric->metricId);
    } else {
        snprintf(key, sizeof key, "gpm.%u/%d", metric->metricId, sample->instance);
    }
    metric->nvmlReturn = ask(sample->device, key, &text, &calls);
    metric->value = metric->nvmlReturn ? 0 : strtod(text, NULL);
    metric->shortName = metric->longName = "";
    metric->unit = metric->metricId < 20 || (metric->metricId > 29 && metric->metricId < 60) ||
                               (metric->metricId > 165 && metric->metricId < 170)
                       ? "%"
                       : "MiB/s";
}

EXPORT nvmlReturn_t nvmlGpmMetricsGet(nvmlGpmMetricsGet_t *get) {
    if (get->version != 1) {
        return NVML_ERROR_ARGUMENT_VERSION_MISMATCH;
    }
    if (!get->sample1->device || get->sample1->device != get->sample2->device ||
        get->sample1->instance != get->sample2->instance) {
        return NVML_ERROR_INVALID_ARGUMENT;
    }
    /* Drivers know the metrics of their header. */
    int64_t end;
    int is_older = !ask_numbers(get->sample1->device, "gpm_end", &end, 1);
    for (uint32_t i = 0; i < get->numMetrics; i++) {
        if (is_older && get->metrics[i].metricId >= end) {
            return NVML_ERROR_INVALID_ARGUMENT;
        }
        fill(get->sample2, &get->metrics[i]);
    }
    return NVML_SUCCESS;
}
