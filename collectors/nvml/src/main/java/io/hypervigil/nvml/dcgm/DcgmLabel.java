package io.hypervigil.nvml.dcgm;

import io.hypervigil.nvml.driver.DriverVersions;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.gpu.GpuInfo;
import io.hypervigil.nvml.jna.NvmlIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Fields of DCGM's that are labels: what a GPU is, which does not change in a life of the driver.
 */
final class DcgmLabel {

    private static final Map<String, Function<Gpu, String>> ALL =
            Map.ofEntries(
                    Map.entry("DCGM_FI_DRIVER_VERSION", gpu -> versions(gpu).driver()),
                    Map.entry("DCGM_FI_NVML_VERSION", gpu -> versions(gpu).nvml()),
                    Map.entry("DCGM_FI_CUDA_DRIVER_VERSION", DcgmLabel::cuda),
                    Map.entry("DCGM_FI_DEV_UUID", Gpu::uuid),
                    Map.entry("DCGM_FI_DEV_BRAND", GpuInfo::brand),
                    text("NAME", NvmlIdentity.nvmlDeviceGetName),
                    text("SERIAL", NvmlIdentity.nvmlDeviceGetSerial),
                    text("VBIOS_VERSION", NvmlIdentity.nvmlDeviceGetVbiosVersion),
                    text("INFOROM_IMAGE_VER", NvmlIdentity.nvmlDeviceGetInforomImageVersion),
                    inforom("OEM", GpuInfo.OEM),
                    inforom("ECC", GpuInfo.ECC),
                    inforom("POWER", GpuInfo.POWER));

    private DcgmLabel() {}

    static boolean isKnown(String field) {
        return ALL.containsKey(field);
    }

    /** The value of a label; "" where the GPU does not say. */
    static String of(String field, Gpu gpu) {
        return Optional.ofNullable(ALL.get(field)).map(value -> value.apply(gpu)).orElse("");
    }

    private static DriverVersions versions(Gpu gpu) {
        return gpu.attached().life().versions();
    }

    /** DCGM has it as the library has: 12040 for 12.4. */
    private static String cuda(Gpu gpu) {
        var parts = versions(gpu).cuda().split("\\.", 2);
        return parts.length < 2 ? "" : parts[0] + "0" + parts[1] + "0";
    }

    private static Map.Entry<String, Function<Gpu, String>> text(String field, String symbol) {
        return Map.entry("DCGM_FI_DEV_" + field, gpu -> GpuInfo.text(gpu, symbol));
    }

    private static Map.Entry<String, Function<Gpu, String>> inforom(String object, int number) {
        return Map.entry(
                "DCGM_FI_DEV_" + object + "_INFOROM_VER", gpu -> GpuInfo.inforom(gpu, number));
    }
}
