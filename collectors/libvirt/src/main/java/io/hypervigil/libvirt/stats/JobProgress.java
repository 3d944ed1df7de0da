package io.hypervigil.libvirt.stats;

import static io.hypervigil.libvirt.stats.Unit.MILLISECONDS;
import static io.hypervigil.libvirt.stats.Unit.ONE;
import static io.hypervigil.libvirt.stats.Unit.PERCENT;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.domain.VirtFamily;
import io.hypervigil.libvirt.jna.JobStats;
import java.util.List;
import java.util.stream.Stream;

/**
 * The job that runs on a domain: how far a migration, a backup or a save is, and what stands in its
 * way. A domain without one has its type only.
 *
 * <pre>
 * libvirt_domain_job_info_type{domain="web"} 2
 * libvirt_domain_job_operation_info{domain="web",operation="migration_out"} 1
 * libvirt_domain_job_info_data_remaining_bytes{domain="web"} 8.3886e+07
 * libvirt_domain_job_info_downtime_seconds{domain="web"} 0.3
 * </pre>
 */
public final class JobProgress {

    public static final Group GROUP = Group.on("libvirt.job", "the job that runs on each domain");

    /** virDomainJobOperation, in its order. */
    private static final List<String> OPERATIONS =
            List.of(
                    "unknown",
                    "start",
                    "save",
                    "restore",
                    "migration_in",
                    "migration_out",
                    "snapshot",
                    "snapshot_revert",
                    "dump",
                    "backup",
                    "snapshot_delete");

    private static final Family TYPE =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_job_info_type",
                    "Kind of the job (0 none, 1 bounded, 2 unbounded, 3 completed, 4 failed, 5"
                            + " cancelled), from virDomainGetJobStats.",
                    "domain");

    private static final Family OPERATION =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_job_operation_info",
                    "What the job does, from libvirt's operation.",
                    "domain",
                    "operation");

    private static final List<Reading> READINGS =
            List.of(
                    seconds("time_elapsed", "Time since the job began"),
                    seconds("time_elapsed_net", "Time of a migration without its last switch"),
                    seconds("time_remaining", "Time that the job will still take"),
                    seconds("downtime", "Time that the guest stands still in a migration"),
                    seconds("downtime_net", "Of it, all but the last switch"),
                    seconds("setup_time", "Time to prepare a migration"),
                    bytes("data_total", "data_total", "All that the job has to move"),
                    bytes("data_processed", "data_processed", "What the job has moved"),
                    bytes("data_remaining", "data_remaining", "What the job has to move still"),
                    bytes("memory_total", "memory_total", "Memory that the job has to move"),
                    bytes("memory_processed", "memory_processed", "Memory that it has moved"),
                    bytes("memory_remaining", "memory_remaining", "Memory that is left to move"),
                    bytes("disk_total", "file_total", "What the job has to move of disks"),
                    bytes("disk_processed", "file_processed", "What it has moved of disks"),
                    bytes("disk_remaining", "file_remaining", "What is left to move of disks"),
                    bytes("memory_normal_bytes", "memory_normal", "Memory moved uncompressed"),
                    bytes("memory_page_size", "memory_page_size", "Size of a page"),
                    bytes("compression_cache", "compression_cache", "Size of XBZRLE's cache"),
                    bytes("compression_bytes", "compression", "Memory moved compressed"),
                    bytes("disk_temp_used", "disk_temp_used", "Scratch space that a backup uses"),
                    bytes("disk_temp_total", "disk_temp_total", "Scratch space of a backup"),
                    gauge("memory_bps", "memory_bytes_per_second", "Speed of moving memory"),
                    gauge("disk_bps", "file_bytes_per_second", "Speed of moving disks"),
                    gauge("memory_constant", "memory_constant_pages", "Pages of one byte only"),
                    gauge("memory_normal", "memory_normal_pages", "Pages moved uncompressed"),
                    gauge(
                            "memory_dirty_rate",
                            "memory_dirty_pages_per_second",
                            "Pages that the guest writes to, a second"),
                    gauge("memory_iteration", "memory_iterations", "Rounds through the memory"),
                    gauge(
                            "memory_postcopy_requests",
                            "memory_postcopy_requests",
                            "Pages that the other side had to ask for"),
                    gauge("compression_pages", "compression_pages", "Pages moved compressed"),
                    gauge(
                            "compression_cache_misses",
                            "compression_cache_misses",
                            "Pages that were not in XBZRLE's cache"),
                    gauge(
                            "compression_overflow",
                            "compression_overflows",
                            "Pages that did not get smaller"),
                    Reading.gauge(
                            GROUP,
                            "auto_converge_throttle",
                            PERCENT,
                            "job_info_auto_converge_throttle_ratio",
                            "Share of CPU taken from the guest to end a migration",
                            "domain"),
                    gauge("success", "success", "Whether a job that ended did well"));

    public static final List<Family> FAMILIES =
            Stream.concat(Stream.of(TYPE, OPERATION), READINGS.stream().map(Reading::family))
                    .toList();

    private JobProgress() {}

    public static void write(String domain, JobStats job, SampleSink out) {
        out.add(TYPE, job.type(), domain);
        if (job.type() == 0) {
            return;
        }
        var values = job.values();
        values.whole("operation")
                .ifPresent(operation -> out.add(OPERATION, 1, domain, operation(operation)));
        for (Reading reading : READINGS) {
            reading.write(values, out, domain);
        }
    }

    /** One that is newer than this list is its number. */
    private static String operation(long operation) {
        return operation >= 0 && operation < OPERATIONS.size()
                ? OPERATIONS.get((int) operation)
                : Long.toString(operation);
    }

    private static Reading seconds(String key, String help) {
        return Reading.gauge(
                GROUP, key, MILLISECONDS, "job_info_" + key + "_seconds", help, "domain");
    }

    private static Reading bytes(String key, String name, String help) {
        return gauge(key, name + "_bytes", help);
    }

    private static Reading gauge(String key, String name, String help) {
        return Reading.gauge(GROUP, key, ONE, "job_info_" + name, help, "domain");
    }
}
