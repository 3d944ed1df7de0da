package io.hypervigil.nvml.mig;

import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.jna.NvmlDevice;
import io.hypervigil.nvml.jna.NvmlIdentity;
import io.hypervigil.nvml.jna.NvmlMig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The MIG devices of a GPU, looked for in each round: they are made and destroyed while the GPU is
 * in use. What a device is, is asked once.
 *
 * <p>When the mode or the devices change, all that the GPU refused is forgotten: a divided GPU can
 * be asked other things than a whole one.
 *
 * <p>Thread: one.
 */
final class MigDevices {

    private List<MigDevice> devices = List.of();
    private boolean isOn;
    private boolean isKnown;
    private int places;

    /** Looks for them; none where the GPU is not divided. */
    List<MigDevice> read(Gpu gpu) {
        boolean wasOn = isOn;
        isOn = gpu.numbers(NvmlMig.nvmlDeviceGetMigMode).filter(mode -> mode[0] == 1).isPresent();
        var before = devices;
        devices = isOn ? enumerate(gpu) : List.of();
        if (isKnown && (wasOn != isOn || !uuids(before).equals(uuids(devices)))) {
            gpu.relearn();
        }
        isKnown = true;
        return devices;
    }

    /**
     * How many devices of one compute slice it could be divided into: seven on A100 and its
     * successors, four on A30 and RTX PRO.
     */
    int places() {
        return places;
    }

    private List<MigDevice> enumerate(Gpu gpu) {
        places = (int) gpu.number(NvmlMig.nvmlDeviceGetMaxMigDeviceCount).orElse(0);
        var found = new ArrayList<MigDevice>(places);
        for (int i = 0; i < places; i++) {
            int place = i;
            gpu.ask(
                            "nvmlDeviceGetMigDeviceHandleByIndex",
                            () ->
                                    NvmlMig.nvmlDeviceGetMigDeviceHandleByIndex(
                                            gpu.calls(), gpu.device(), place))
                    .flatMap(handle -> device(gpu, handle, place))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** A handle may be used again for another device, so the UUID tells which it is. */
    private Optional<MigDevice> device(Gpu gpu, NvmlDevice handle, int place) {
        var uuid =
                gpu.ask(
                        MigDevice.question(NvmlIdentity.nvmlDeviceGetUUID),
                        () -> gpu.calls().text(handle, NvmlIdentity.nvmlDeviceGetUUID));
        if (uuid.isEmpty()) {
            return Optional.empty();
        }
        var known =
                devices.stream()
                        .filter(device -> device.uuid().equals(uuid.get()))
                        .filter(device -> device.device().isSame(handle))
                        .findFirst();
        return known.isPresent()
                ? known.map(device -> device.at(place))
                : MigDevice.of(gpu, handle, place, uuid.get());
    }

    private static List<String> uuids(List<MigDevice> devices) {
        return devices.stream().map(MigDevice::uuid).toList();
    }
}
