package io.hypervigil.nvml.driver;

import io.hypervigil.collect.pci.PciAddress;
import io.hypervigil.nvml.jna.NvmlCalls;
import io.hypervigil.nvml.jna.NvmlDevice;
import io.hypervigil.nvml.jna.NvmlIdentity;
import io.hypervigil.nvml.jna.NvmlLibrary;
import io.hypervigil.nvml.jna.NvmlResult;
import io.hypervigil.nvml.jna.NvmlReturn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks a library that was just initialised for the handles of its GPUs. */
final class Enumeration implements AutoCloseable {

    private final LibraryLife life;
    private final NvmlLibrary library;
    private final NvmlCalls calls;
    private final List<AttachedGpu> gpus = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();

    Enumeration(LibraryLife life) {
        this.life = life;
        this.library = life.library();
        this.calls = new NvmlCalls(library);
    }

    /**
     * All GPUs, by the driver's numbers.
     *
     * @param bound the addresses of what the driver is bound to: where it counts none of them,
     *     something is wrong
     */
    NvmlResult<DriverState.Attached> all(Set<String> bound) {
        return library.nvmlDeviceGetCount_v2()
                .map(
                        count -> {
                            if (count == 0 && !bound.isEmpty()) {
                                lost.add(
                                        "nvmlDeviceGetCount_v2: 0, though the driver is bound to "
                                                + String.join(", ", bound));
                            }
                            for (int i = 0; i < count; i++) {
                                add("GPU " + i, library.nvmlDeviceGetHandleByIndex_v2(i));
                            }
                            return attached();
                        });
    }

    /** All GPUs but the released ones, which are not touched: by their addresses. */
    DriverState.Attached allBut(Set<String> released, Set<String> bound) {
        for (String address : bound) {
            if (!released.contains(address)) {
                add("GPU " + address, library.nvmlDeviceGetHandleByPciBusId_v2(address));
            }
        }
        return attached();
    }

    @Override
    public void close() {
        calls.close();
    }

    private DriverState.Attached attached() {
        return new DriverState.Attached(life, gpus, lost);
    }

    private void add(String name, NvmlResult<NvmlDevice> handle) {
        switch (handle) {
            case NvmlResult.Value<NvmlDevice>(var device) -> add(name, device);
            case NvmlResult.Lost<NvmlDevice>(var call, int code) ->
                    lost.add(name + ": " + NvmlReturn.text(call, code));
            case NvmlResult.Failed<NvmlDevice>(var call, int code) ->
                    lost.add(name + ": " + NvmlReturn.text(call, code));
            case NvmlResult.NoPermission<NvmlDevice>() -> lost.add(name + ": no permission");
            case NvmlResult.NotSupported<NvmlDevice>() -> lost.add(name + ": not supported");
            case NvmlResult.NoSymbol<NvmlDevice>(var symbol) ->
                    lost.add(name + ": the library has no " + symbol);
        }
    }

    private void add(String name, NvmlDevice device) {
        var uuid = calls.text(device, NvmlIdentity.nvmlDeviceGetUUID).answer();
        var address = NvmlIdentity.nvmlDeviceGetPciInfo_v3(calls, device).answer();
        var index = calls.number(device, NvmlIdentity.nvmlDeviceGetIndex).answer();
        if (uuid.isEmpty() || address.isEmpty()) {
            lost.add(name + ": it does not tell its UUID and address");
            return;
        }
        gpus.add(
                new AttachedGpu(
                        uuid.get(),
                        Math.toIntExact(index.orElse((long) gpus.size())),
                        PciAddress.normal(address.get()),
                        device,
                        life));
    }
}
