package io.hypervigil.libvirt.resource;

import static io.hypervigil.libvirt.domain.VirtFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.PoolInfo;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.jna.VirtPool;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Storage pools, running or not. One that does not run has no sizes.
 *
 * <pre>
 * libvirt_storage_pool_capacity_bytes{storage_pool="images"} 1.073741824e+11
 * libvirt_storage_pool_timed_out{storage_pool="nfs"} 1
 * </pre>
 *
 * <p>Thread: one.
 */
public final class Pools {

    public static final Group GROUP = Group.on("libvirt.pool", "storage pools, from libvirt");

    private static final Family STATE =
            pool(
                    "state",
                    "State of a storage pool, from virStoragePoolGetInfo: 0 inactive, 1 building, 2"
                            + " running, 3 degraded, 4 inaccessible.");
    private static final Family CAPACITY =
            pool("capacity_bytes", "Size of a storage pool, from virStoragePoolGetInfo.");
    private static final Family ALLOCATION =
            pool("allocation_bytes", "Used part of a storage pool, from virStoragePoolGetInfo.");
    private static final Family AVAILABLE =
            pool("available_bytes", "Free part of a storage pool, from virStoragePoolGetInfo.");
    private static final Family TIMED_OUT =
            pool("timed_out", "Whether a storage pool took too long to answer, or still does.");
    private static final Family VOLUMES =
            pool("volumes", "Volumes of a storage pool, from virStoragePoolNumOfVolumes.");
    private static final Family AUTOSTART =
            pool(
                    "autostart",
                    "Whether a storage pool starts with the host, from"
                            + " virStoragePoolGetAutostart.");
    private static final Family PERSISTENT =
            pool(
                    "persistent",
                    "Whether a storage pool outlives its end, from virStoragePoolIsPersistent.");
    private static final Family INFO =
            gauge(
                    GROUP,
                    "libvirt_storage_pool_info",
                    "A storage pool and its UUID, from virStoragePoolGetUUIDString.",
                    "storage_pool",
                    "uuid");

    public static final List<Family> FAMILIES =
            List.of(
                    STATE,
                    CAPACITY,
                    ALLOCATION,
                    AVAILABLE,
                    TIMED_OUT,
                    VOLUMES,
                    AUTOSTART,
                    PERSISTENT,
                    INFO);

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final LongSupplier nanoTime;
    private final LimitedCalls calls = new LimitedCalls("libvirt-pool");
    private final PoolCalls pools;

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    public Pools(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.pools = new PoolCalls(calls, LIMIT, nanoTime);
    }

    /** Calls that know of what hangs here, with a limit and pauses of their own. */
    PoolCalls calls(Duration limit) {
        return new PoolCalls(calls, limit, nanoTime);
    }

    private record Reading(
            PoolInfo info, OptionalInt volumes, boolean isAutostart, boolean isPersistent) {

        static Reading of(VirtPool pool) throws VirtException {
            var info = pool.info();
            return new Reading(
                    info,
                    info.isActive() ? OptionalInt.of(pool.volumeCount()) : OptionalInt.empty(),
                    pool.isAutostart(),
                    pool.isPersistent());
        }
    }

    /**
     * Reads all pools.
     *
     * @throws VirtException where they cannot even be listed
     */
    public void read(VirtConnection connection, SampleSink out) throws VirtException {
        var refusals = new Refusals(GROUP, out);
        pools.each(
                connection,
                (pool, uuid, answer) -> {
                    out.add(INFO, 1, pool, uuid);
                    out.add(TIMED_OUT, answer instanceof Answer.Late ? 1 : 0, pool);
                    switch (answer) {
                        case Answer.Given<Reading>(var reading) -> write(pool, reading, out);
                        case Answer.Refused<Reading>(var cause) ->
                                refusals.tell("libvirt_storage_pool_*", cause);
                        case Answer.Late<Reading> _, Answer.NotAsked<Reading> _ -> {}
                    }
                },
                Reading::of);
    }

    private static void write(String pool, Reading reading, SampleSink out) {
        var info = reading.info();
        out.add(STATE, info.state(), pool);
        if (info.isActive()) {
            out.add(CAPACITY, (double) info.capacityBytes(), pool);
            out.add(ALLOCATION, (double) info.allocationBytes(), pool);
            out.add(AVAILABLE, (double) info.availableBytes(), pool);
        }
        reading.volumes().ifPresent(count -> out.add(VOLUMES, count, pool));
        out.add(AUTOSTART, reading.isAutostart() ? 1 : 0, pool);
        out.add(PERSISTENT, reading.isPersistent() ? 1 : 0, pool);
    }

    private static Family pool(String name, String help) {
        return gauge(GROUP, "libvirt_storage_pool_" + name, help, "storage_pool");
    }
}
