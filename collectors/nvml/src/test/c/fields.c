/* Field values in bulk. */
#include "stub.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef union {
    double dVal;
    int32_t siVal;
    uint32_t uiVal;
    uint64_t ullVal;
    int64_t sllVal;
    uint16_t usVal;
} nvmlValue_t;

typedef struct {
    uint32_t fieldId, scopeId;
    int64_t timestamp, latencyUsec;
    int32_t valueType;
    nvmlReturn_t nvmlReturn;
    nvmlValue_t value;
} nvmlFieldValue_t;
_Static_assert(sizeof(nvmlFieldValue_t) == 40, "nvmlFieldValue_t");
_Static_assert(offsetof(nvmlFieldValue_t, value) == 32, "nvmlFieldValue_t.value");

/* "u64 1000+5"; "none" is what old drivers leave behind: no error, no type, no time. */
static void fill(nvmlFieldValue_t *field, const char *text, long calls) {
    static const char *const types[] = {"f64", "u32", "ulong", "u64", "i64", "i32", "u16"};
    int64_t number;
    field->valueType = 0;
    field->timestamp = 0;
    for (int i = 0; i < 7; i++) {
        size_t length = strlen(types[i]);
        if (strncmp(text, types[i], length) || text[length] != ' ') {
            continue;
        }
        field->valueType = i;
        field->timestamp = 1767225600000000;
        if (i == 0) {
            field->value.dVal = atof(text + length);
        } else if (numbers_in(text + length, calls, &number, 1) == 1) {
            field->value.ullVal = (uint64_t)number;
        }
    }
}

EXPORT nvmlReturn_t nvmlDeviceGetFieldValues(nvmlDevice_t device, int count,
                                             nvmlFieldValue_t *fields) {
    const char *text;
    long calls;
    char key[96];
    nvmlReturn_t whole = ask(device, "nvmlDeviceGetFieldValues", &text, &calls);
    if (whole) {
        return whole;
    }
    for (int i = 0; i < count; i++) {
        nvmlFieldValue_t *field = &fields[i];
        if (field->scopeId) {
            snprintf(key, sizeof key, "field.%u/%u", field->fieldId, field->scopeId);
        } else {
            snprintf(key, sizeof key, "field.%u", field->fieldId);
        }
        field->nvmlReturn = ask(device, key, &text, &calls);
        if (!field->nvmlReturn) {
            fill(field, text, calls);
        }
    }
    return NVML_SUCCESS;
}
