package io.hypervigil.libvirt.resource;

import static io.hypervigil.libvirt.domain.VirtFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.jna.VirtPool;
import io.hypervigil.libvirt.jna.VirtVolume;
import io.hypervigil.libvirt.jna.VolumeInfo;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Volumes of the storage pools that run, up to a number of each pool, by name.
 *
 * <pre>
 * libvirt_storage_volume_allocation_bytes{storage_pool="images",volume="web.qcow2"} 196624
 * </pre>
 *
 * <p>Thread: one.
 */
public final class Volumes {

    public static final Group GROUP =
            Group.off("libvirt.volume", "volumes of storage pools, from libvirt");

    private static final Family CAPACITY =
            volume("capacity_bytes", "What a user of a volume sees, from virStorageVolGetInfo.");
    private static final Family ALLOCATION =
            volume(
                    "allocation_bytes",
                    "What a volume takes of its pool, from virStorageVolGetInfo.");

    public static final List<Family> FAMILIES = List.of(CAPACITY, ALLOCATION);

    /** For all volumes of a pool. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final PoolCalls calls;
    private final int maxPerPool;

    /**
     * @param pools whose thread reads the volumes, too: what hangs there is not asked here
     * @param maxPerPool how many volumes of a pool are read
     */
    public Volumes(Pools pools, int maxPerPool) {
        this.calls = pools.calls(LIMIT);
        this.maxPerPool = maxPerPool;
    }

    private record Reading(Map<String, VolumeInfo> volumes, int leftOut) {}

    /**
     * Reads the volumes of all pools.
     *
     * @throws VirtException where the pools cannot even be listed
     */
    public void read(VirtConnection connection, SampleSink out) throws VirtException {
        var refusals = new Refusals(GROUP, out);
        calls.<Reading>each(
                connection,
                (pool, _, answer) -> {
                    switch (answer) {
                        case Answer.Given<Reading>(var reading) -> write(pool, reading, out);
                        case Answer.Refused<Reading>(var cause) ->
                                refusals.tell("libvirt_storage_volume_*", cause);
                        case Answer.Late<Reading> _, Answer.NotAsked<Reading> _ ->
                                out.missing(
                                        "volumes of the storage pool " + pool,
                                        "it took too long to answer");
                    }
                },
                this::reading);
    }

    private Reading reading(VirtPool pool) throws VirtException {
        if (!pool.info().isActive()) {
            return new Reading(Map.of(), 0);
        }
        var volumes = pool.volumes();
        try {
            var read = new TreeMap<String, VolumeInfo>();
            for (VirtVolume volume : first(volumes)) {
                read(volume, read);
            }
            return new Reading(read, Math.max(0, volumes.size() - maxPerPool));
        } finally {
            volumes.forEach(VirtVolume::close);
        }
    }

    private List<VirtVolume> first(List<VirtVolume> volumes) {
        return volumes.stream()
                .sorted(Comparator.comparing(VirtVolume::name))
                .limit(maxPerPool)
                .toList();
    }

    private static void read(VirtVolume volume, Map<String, VolumeInfo> into) throws VirtException {
        try {
            into.put(volume.name(), volume.info());
        } catch (VirtException e) {
            // It has just been deleted.
            if (e.code() != VirtErrorCode.VIR_ERR_NO_STORAGE_VOL) {
                throw e;
            }
        }
    }

    private void write(String pool, Reading reading, SampleSink out) {
        reading.volumes()
                .forEach(
                        (volume, info) -> {
                            out.add(CAPACITY, (double) info.capacityBytes(), pool, volume);
                            out.add(ALLOCATION, (double) info.allocationBytes(), pool, volume);
                        });
        if (reading.leftOut() > 0) {
            out.missing(
                    reading.leftOut() + " volumes of the storage pool " + pool,
                    "only the first " + maxPerPool + " are read");
        }
    }

    private static Family volume(String name, String help) {
        return gauge(GROUP, "libvirt_storage_volume_" + name, help, "storage_pool", "volume");
    }
}
