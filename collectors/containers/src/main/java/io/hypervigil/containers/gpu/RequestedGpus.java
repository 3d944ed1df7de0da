package io.hypervigil.containers.gpu;

import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.Fact.GpuPart;
import io.hypervigil.containers.gpurequest.GpuParts;
import io.hypervigil.containers.inventory.GpuRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a request for GPUs comes to. */
final class RequestedGpus {

    /** More than a machine has: a count is from outside. */
    private static final int MOST = 64;

    private final GpuParts parts;
    private final CdiGpus cdi;

    /**
     * @param parts the instances of the divided GPUs of this host
     */
    RequestedGpus(GpuParts parts, CdiGpus cdi) {
        this.parts = parts;
        this.cdi = cdi;
    }

    /** The devices; empty where the request does not say which they are. */
    Optional<List<Device>> of(GpuRequest request) {
        return switch (request) {
            case GpuRequest.All() -> Optional.of(List.of(new Device.AllGpus()));
            case GpuRequest.Count(int count) -> Optional.of(first(count));
            case GpuRequest.Uuid(var uuid) ->
                    Optional.of(List.of(new Device.GpuUuid(uuidOf(uuid))));
            case GpuRequest.Index(int index) -> Optional.of(List.of(new Device.GpuIndex(index)));
            // Places are of no use to others, since they change as instances come and go.
            case GpuRequest.MigIndex(int gpu, int index) ->
                    parts.at(gpu, index).map(part -> List.of(new Device.GpuUuid(part.uuid())));
            case GpuRequest.CdiName(var name) -> cdi.of(name);
            case GpuRequest.DeviceFile(var path) -> cdi.ofFile(path);
        };
    }

    /** As the driver has it now. */
    private String uuidOf(String uuid) {
        return parts.named(uuid).map(GpuPart::uuid).orElse(uuid);
    }

    /** Docker gives as many as are asked for from the first on, taken or not. */
    private static List<Device> first(int count) {
        return IntStream.range(0, Math.min(count, MOST))
                .<Device>mapToObj(Device.GpuIndex::new)
                .toList();
    }
}
