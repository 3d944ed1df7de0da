package io.hypervigil.nvml.bus;

import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.driver.NvmlDriver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the driver's library knows, for those who look at the bus.
 *
 * <p>Thread: any. Nobody is asked: it is what is known already.
 */
public interface GpuHandles {

    /** GPUs with a handle by PCI address; empty where the library is not in use. */
    Optional<Map<String, Handle>> handles();

    /** Whether we have let a GPU go, so that it is no wonder that it has no handle. */
    boolean isReleased(String pciAddress);

    /**
     * @param uuid {@code GPU-…}
     * @param index the driver's number
     */
    record Handle(String uuid, int index) {}

    /** What a driver knows. */
    static GpuHandles of(NvmlDriver driver) {
        return new GpuHandles() {
            @Override
            public Optional<Map<String, Handle>> handles() {
                return driver.known().map(attached -> byAddress(attached.gpus()));
            }

            @Override
            public boolean isReleased(String pciAddress) {
                return driver.isReleased(pciAddress);
            }
        };
    }

    private static Map<String, Handle> byAddress(List<AttachedGpu> gpus) {
        return gpus.stream()
                .collect(
                        Collectors.toMap(
                                AttachedGpu::pciAddress,
                                gpu -> new Handle(gpu.uuid(), gpu.index()),
                                (first, _) -> first));
    }
}
