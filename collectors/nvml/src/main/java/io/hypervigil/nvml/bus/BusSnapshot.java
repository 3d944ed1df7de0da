package io.hypervigil.nvml.bus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All of NVIDIA's functions as they were when last looked at.
 *
 * @param functions GPUs, their virtual functions, NVSwitches; by address
 * @param gpus the whole GPUs among them
 */
public record BusSnapshot(List<PciFunction> functions, List<BusGpu> gpus) {

    public BusSnapshot {
        functions = List.copyOf(functions);
        gpus = List.copyOf(gpus);
    }

    /** UUIDs by address, of those GPUs whose UUID is known. */
    public Map<String, String> uuids() {
        var uuids = new HashMap<String, String>();
        for (BusGpu gpu : gpus) {
            gpu.uuid().ifPresent(uuid -> uuids.put(gpu.address(), uuid));
        }
        return uuids;
    }
}
