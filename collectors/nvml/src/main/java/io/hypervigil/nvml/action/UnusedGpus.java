package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * GPUs of a group that nobody uses, so that they can be given to another driver.
 *
 * <p>Thread: one.
 */
final class UnusedGpus {

    private final GpuControl control;
    private final List<Unused> gpus;

    /**
     * One of them.
     *
     * @param nodes the files by which others would have it open
     */
    private record Unused(KnownGpu gpu, Set<String> nodes) {}

    private UnusedGpus(GpuControl control, List<Unused> gpus) {
        this.control = control;
        this.gpus = gpus;
    }

    /** Those of a group; refused where one of them is in use, with who uses it. */
    static UnusedGpus of(GpuControl control, Reservations reservations, PciGroup group)
            throws ActionFailure {
        var gpus = new ArrayList<Unused>();
        for (KnownGpu gpu : group.gpus(control)) {
            gpu.refuseTaken(reservations);
            var users = working(control, gpu);
            if (!users.isEmpty()) {
                throw Refusal.inUse("GPU " + gpu.name(), users);
            }
            var unused = new Unused(gpu, new GpuUsers(control).nodes(gpu));
            refuseHeld(control, unused);
            gpus.add(unused);
        }
        return new UnusedGpus(control, gpus);
    }

    /** Closes our own handles, and looks once more for those of others. */
    LetGo letGo() throws ActionFailure {
        var letGo = new LetGo();
        try {
            for (Unused unused : gpus) {
                letGo.add(unused.gpu.address());
            }
            for (Unused unused : gpus) {
                refuseHeld(control, unused);
            }
        } catch (ActionFailure e) {
            letGo.close();
            throw e;
        }
        return letGo;
    }

    /** Handles that were closed, and are opened again unless they are kept so. */
    final class LetGo implements AutoCloseable {

        private final List<String> addresses = new ArrayList<>();
        private boolean isKept;

        /** What was let go before stays so, whatever comes of this. */
        private void add(String address) throws ActionFailure {
            if (!control.driver().isReleased(address)) {
                ReleaseActions.letGo(control, Optional.of(address));
                addresses.add(address);
            }
        }

        /** They have another driver now. */
        void keep() {
            isKept = true;
            addresses.forEach(control.driver()::gaveAway);
        }

        /** Where the driver cannot be taken at once, it is tried again by itself. */
        @Override
        public void close() {
            if (!isKept && !addresses.isEmpty()) {
                addresses.forEach(address -> control.driver().reacquire(Optional.of(address)));
                control.driver().attach();
            }
        }
    }

    private static List<String> working(GpuControl control, KnownGpu gpu) throws ActionFailure {
        var users = new GpuUsers(control);
        if (gpu.attached().isEmpty()) {
            return List.copyOf(users.claiming(gpu));
        }
        try (var session = GpuSession.enter(control.driver(), gpu.attached().get().uuid())) {
            var working = new ArrayList<>(users.working(session));
            if (GpuUsers.isDisplaying(session)) {
                working.add("a display");
            }
            return working;
        }
    }

    private static void refuseHeld(GpuControl control, Unused unused) throws ActionFailure {
        var holders = new GpuUsers(control).holding(unused.nodes);
        if (!holders.isEmpty()) {
            throw Refusal.inUse("GPU " + unused.gpu.name(), holders);
        }
    }
}
