// Holds memory of a GPU and keeps its multiprocessors busy: load PTX SECONDS MEBIBYTES
//
// The driver's own interface alone (cuda.h, https://docs.nvidia.com/cuda/cuda-driver-api/), looked
// for at run time: neither the toolkit nor its runtime is needed, the driver compiles the PTX. No
// setting of the GPU is changed. When the first work is done it says so with one line
//
//     busy GPU-UUID BYTES NAME
//
// and ends after the seconds, or when it is told to. It takes the first GPU that CUDA shows.
// Ends with 2 where it was called wrongly, 3 where there is no libcuda, 4 where CUDA fails.
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef int CUresult;
typedef int CUdevice;
typedef struct CUctx_st *CUcontext;
typedef struct CUmod_st *CUmodule;
typedef struct CUfunc_st *CUfunction;
typedef struct CUstream_st *CUstream;
typedef unsigned long long CUdeviceptr;
typedef struct {
    char bytes[16];
} CUuuid;

enum { MULTIPROCESSOR_COUNT = 16 }; // CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT

enum {
    THREADS = 256,
    // As many threads as a multiprocessor has room for, or twice that.
    BLOCKS_PER_MULTIPROCESSOR = 8,
    // Some ten milliseconds: short beside what a display's watchdog allows.
    ROUNDS = 1 << 18,
    LAUNCHES_AHEAD = 8,
    LONGEST_SECONDS = 3600,
    LARGEST_PTX = 1 << 16
};

static void *driver;

static void *function(const char *name)
{
    void *found = dlsym(driver, name);
    if (found == NULL) {
        fprintf(stderr, "libcuda.so.1 has no %s: a driver of before CUDA 11.4\n", name);
        exit(4);
    }
    return found;
}

static void check(const char *call, CUresult result)
{
    if (result != 0) {
        CUresult (*cuGetErrorName)(CUresult, const char **) = function("cuGetErrorName");
        const char *name = NULL;
        cuGetErrorName(result, &name);
        fprintf(stderr, "%s: %d %s\n", call, result, name == NULL ? "" : name);
        exit(4);
    }
}

static long number(const char *text, long most)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || value < 1 || value > most) {
        fprintf(stderr, "%s: a number from 1 to %ld expected\n", text, most);
        exit(2);
    }
    return value;
}

static char *contents(const char *path)
{
    static char text[LARGEST_PTX];
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    return text;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static CUdevice first_device(void)
{
    CUresult (*cuInit)(unsigned) = function("cuInit");
    CUresult (*cuDeviceGetCount)(int *) = function("cuDeviceGetCount");
    CUresult (*cuDeviceGet)(CUdevice *, int) = function("cuDeviceGet");
    CUdevice device = 0;
    int count = 0;
    check("cuInit", cuInit(0));
    check("cuDeviceGetCount", cuDeviceGetCount(&count));
    if (count == 0) {
        fprintf(stderr, "cuDeviceGetCount: no device\n");
        exit(4);
    }
    check("cuDeviceGet", cuDeviceGet(&device, 0));
    return device;
}

static void enter(CUdevice device)
{
    CUresult (*cuDevicePrimaryCtxRetain)(CUcontext *, CUdevice) = function("cuDevicePrimaryCtxRetain");
    CUresult (*cuCtxSetCurrent)(CUcontext) = function("cuCtxSetCurrent");
    CUcontext context = NULL;
    check("cuDevicePrimaryCtxRetain", cuDevicePrimaryCtxRetain(&context, device));
    check("cuCtxSetCurrent", cuCtxSetCurrent(context));
}

static CUdeviceptr memory_of(size_t bytes)
{
    CUresult (*cuMemAlloc)(CUdeviceptr *, size_t) = function("cuMemAlloc_v2");
    CUresult (*cuMemsetD32)(CUdeviceptr, unsigned, size_t) = function("cuMemsetD32_v2");
    CUdeviceptr memory = 0;
    check("cuMemAlloc_v2", cuMemAlloc(&memory, bytes));
    check("cuMemsetD32_v2", cuMemsetD32(memory, 0, bytes / 4));
    return memory;
}

static CUfunction compiled(const char *ptx)
{
    CUresult (*cuModuleLoadData)(CUmodule *, const void *) = function("cuModuleLoadData");
    CUresult (*cuModuleGetFunction)(CUfunction *, CUmodule, const char *) =
        function("cuModuleGetFunction");
    CUmodule module = NULL;
    CUfunction work = NULL;
    check("cuModuleLoadData", cuModuleLoadData(&module, ptx));
    check("cuModuleGetFunction", cuModuleGetFunction(&work, module, "work"));
    return work;
}

static void say_busy(CUdevice device, size_t bytes)
{
    CUresult (*cuDeviceGetUuid)(CUuuid *, CUdevice) = function("cuDeviceGetUuid_v2");
    CUresult (*cuDeviceGetName)(char *, int, CUdevice) = function("cuDeviceGetName");
    CUuuid uuid;
    char name[256] = "";
    check("cuDeviceGetUuid_v2", cuDeviceGetUuid(&uuid, device));
    check("cuDeviceGetName", cuDeviceGetName(name, sizeof name, device));
    printf("busy GPU");
    for (int i = 0; i < 16; i++) {
        int begins = i == 0 || i == 4 || i == 6 || i == 8 || i == 10;
        printf("%s%02x", begins ? "-" : "", (unsigned char) uuid.bytes[i]);
    }
    printf(" %zu %s\n", bytes, name);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: load PTX SECONDS MEBIBYTES\n");
        return 2;
    }
    const char *ptx = contents(argv[1]);
    long seconds = number(argv[2], LONGEST_SECONDS);
    size_t bytes = (size_t) number(argv[3], 4096) << 20;
    driver = dlopen("libcuda.so.1", RTLD_NOW);
    if (driver == NULL) {
        fprintf(stderr, "no CUDA driver: %s\n", dlerror());
        return 3;
    }
    CUresult (*cuDeviceGetAttribute)(int *, int, CUdevice) = function("cuDeviceGetAttribute");
    CUresult (*cuLaunchKernel)(CUfunction, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned,
                               unsigned, CUstream, void **, void **) = function("cuLaunchKernel");
    CUresult (*cuCtxSynchronize)(void) = function("cuCtxSynchronize");

    CUdevice device = first_device();
    int multiprocessors = 0;
    check("cuDeviceGetAttribute",
          cuDeviceGetAttribute(&multiprocessors, MULTIPROCESSOR_COUNT, device));
    enter(device);
    CUdeviceptr memory = memory_of(bytes);
    CUfunction work = compiled(ptx);
    unsigned words = (unsigned) (bytes / 4);
    unsigned rounds = ROUNDS;
    void *arguments[] = {&memory, &words, &rounds};
    unsigned blocks = (unsigned) multiprocessors * BLOCKS_PER_MULTIPROCESSOR;
    double end = now() + (double) seconds;
    for (int is_told = 0; now() < end; is_told = 1) {
        for (int i = 0; i < LAUNCHES_AHEAD; i++) {
            check("cuLaunchKernel", cuLaunchKernel(work, blocks, 1, 1, THREADS, 1, 1, 0, NULL,
                                                   arguments, NULL));
        }
        check("cuCtxSynchronize", cuCtxSynchronize());
        if (!is_told) {
            say_busy(device, bytes);
        }
    }
    return 0;
}
