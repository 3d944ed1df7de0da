package io.hypervigil.containers.gpu;

import io.hypervigil.collect.Fact.Device;
import io.hypervigil.containers.inventory.GpuRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a request for GPUs comes to. */
final class RequestedGpus {

    /** More than a machine has: a count is from outside. */
    private static final int MOST = 64;

    private RequestedGpus() {}

    /** The devices; empty where the request does not say which they are. */
    static Optional<List<Device>> of(GpuRequest request) {
        return switch (request) {
            case GpuRequest.All() -> Optional.of(List.of(new Device.AllGpus()));
            case GpuRequest.Count(int count) -> Optional.of(first(count));
            case GpuRequest.Uuid(var uuid) -> Optional.of(List.of(new Device.GpuUuid(uuid)));
            case GpuRequest.Index(int index) -> Optional.of(List.of(new Device.GpuIndex(index)));
            // It counts MIG devices, which the driver numbers otherwise than its instances.
            case GpuRequest.MigIndex _, GpuRequest.CdiName _ -> Optional.empty();
        };
    }

    /** Docker gives as many as are asked for from the first on, taken or not. */
    private static List<Device> first(int count) {
        return IntStream.range(0, Math.min(count, MOST))
                .<Device>mapToObj(Device.GpuIndex::new)
                .toList();
    }
}
