package io.hypervigil.containers.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.containers.action.Target.Found;
import io.hypervigil.containers.allocation.GpuChoice;
import io.hypervigil.containers.allocation.GpuWish;
import io.hypervigil.containers.allocation.HostGpu;
import io.hypervigil.containers.inventory.GpuRequest;
import java.io.IOException;

/** Sees to it that a container that is started again takes no GPU from anyone. */
final class GpuClaim {

    private GpuClaim() {}

    /** Refuses the start of a container whose GPUs others have by now. */
    static void refuseTaken(ContainerControl control, Found found, ActionCall call)
            throws ActionFailure, IOException {
        boolean isSharing = LaunchParameters.isSharing(control, call);
        var held = found.engine().inspect(found.id()).map(Held::of);
        var gpus = HostGpu.all(control.facts());
        if (held.isEmpty() || gpus.isEmpty()) {
            return;
        }
        // A count is for the runtime to choose; a name that only it knows, for it to judge.
        var named =
                held.get().gpus().stream()
                        .filter(request -> !(request instanceof GpuRequest.Count))
                        .filter(request -> !request.isIndirect())
                        .toList();
        if (!named.isEmpty() && !isSharing) {
            var holders =
                    Census.take(control, found.engine().address(), found.id())
                            .holders(control, gpus, found.id());
            var wish = new GpuWish(named, control.settings().gpuPolicy(), false);
            var _ = new GpuChoice(control.facts(), gpus, holders).choose(wish);
        }
    }
}
