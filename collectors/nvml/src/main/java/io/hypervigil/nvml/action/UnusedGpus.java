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
    private final GpuUsers users;
    private final List<Unused> gpus = new ArrayList<>();

    /**
     * One of them.
     *
     * @param nodes the files by which others would have it open
     */
    private record Unused(KnownGpu gpu, Set<String> nodes) {}

    private UnusedGpus(GpuControl control) {
        this.control = control;
        this.users = new GpuUsers(control);
    }

    /** Those of a group; refused where one of them is in use, with who uses it. */
    static UnusedGpus of(GpuControl control, Reservations reservations, PciGroup group)
            throws ActionFailure {
        var unused = new UnusedGpus(control);
        for (KnownGpu gpu : group.gpus(control)) {
            gpu.refuseTaken(reservations);
            unused.add(gpu);
        }
        return unused;
    }

    /** Closes our own handles, and looks once more for those of others. */
    LetGo letGo() throws ActionFailure {
        var letGo = new LetGo();
        try {
            for (Unused unused : gpus) {
                letGo.add(unused.gpu.address());
            }
            for (Unused unused : gpus) {
                refuseHeld(unused);
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

    private void add(KnownGpu gpu) throws ActionFailure {
        refuseUsed(gpu, working(gpu));
        var unused = new Unused(gpu, users.nodes(gpu));
        refuseHeld(unused);
        gpus.add(unused);
    }

    private List<String> working(KnownGpu gpu) throws ActionFailure {
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

    private void refuseHeld(Unused unused) throws ActionFailure {
        refuseUsed(unused.gpu, users.holding(unused.nodes));
    }

    private static void refuseUsed(KnownGpu gpu, List<String> by) throws ActionFailure {
        if (!by.isEmpty()) {
            throw Refusal.inUse("GPU " + gpu.name(), by);
        }
    }
}
