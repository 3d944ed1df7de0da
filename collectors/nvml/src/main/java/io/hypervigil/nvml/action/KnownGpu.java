package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.nvml.bus.PciFunction;
import io.hypervigil.nvml.driver.AttachedGpu;
import java.util.Optional;

/**
 * A GPU as it can be named in a call.
 *
 * @param address {@code 0000:3b:00.0}
 * @param attached while the driver gives a handle of it
 * @param function while it is on the bus
 */
record KnownGpu(String address, Optional<AttachedGpu> attached, Optional<PciFunction> function) {

    /** One that the driver gives a handle of, wherever it is on the bus. */
    static KnownGpu of(AttachedGpu gpu) {
        return new KnownGpu(gpu.pciAddress(), Optional.of(gpu), Optional.empty());
    }

    /** The UUID while it is known, or else the address. */
    String name() {
        return attached.map(AttachedGpu::uuid).orElse(address);
    }

    boolean isCalled(String text) {
        return address.equals(text)
                || attached.filter(
                                gpu ->
                                        gpu.uuid().equals(text)
                                                || Integer.toString(gpu.index()).equals(text))
                        .isPresent();
    }

    /** Refuses what would be in the way of a profile that is applied to it or tried on it. */
    void refuseTaken(Reservations reservations) throws ActionFailure {
        if (attached.isPresent()) {
            reservations.refuseTaken(attached.get().uuid());
        }
    }

    /** For people: {@code 0 GPU-1 0000:3b:00.0}. */
    String text() {
        return attached.map(gpu -> gpu.index() + " " + gpu.uuid() + " " + address).orElse(address);
    }

    Optional<String> busDriver() {
        return function.flatMap(PciFunction::driver);
    }
}
