package io.hypervigil.libvirt.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.libvirt.jna.JobStats;
import io.hypervigil.libvirt.jna.TypedParameters;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JobProgressTest {

    @Test
    void a_domain_without_a_job_says_so_and_no_more() {
        var job = new JobStats(0, TypedParameters.of(Map.of("time_elapsed", 0L)));

        assertThat(samples(job)).isEqualTo("libvirt_domain_job_info_type{domain=\"web\"} 0\n");
    }

    @Test
    void a_migration_tells_all_that_libvirt_knows_of_it() {
        assertThat(samples(new JobStats(2, migration())))
                .isEqualTo(
                        """
                        libvirt_domain_job_info_auto_converge_throttle_ratio{domain="web"} 0.2
                        libvirt_domain_job_info_compression_bytes{domain="web"} 4096
                        libvirt_domain_job_info_compression_cache_bytes{domain="web"} 67108864
                        libvirt_domain_job_info_compression_cache_misses{domain="web"} 3
                        libvirt_domain_job_info_compression_overflows{domain="web"} 1
                        libvirt_domain_job_info_compression_pages{domain="web"} 2
                        libvirt_domain_job_info_data_processed_bytes{domain="web"} 1073741824
                        libvirt_domain_job_info_data_remaining_bytes{domain="web"} 83886080
                        libvirt_domain_job_info_data_total_bytes{domain="web"} 4294967296
                        libvirt_domain_job_info_downtime_net_seconds{domain="web"} 0.25
                        libvirt_domain_job_info_downtime_seconds{domain="web"} 0.3
                        libvirt_domain_job_info_file_bytes_per_second{domain="web"} 1000
                        libvirt_domain_job_info_file_processed_bytes{domain="web"} 10
                        libvirt_domain_job_info_file_remaining_bytes{domain="web"} 20
                        libvirt_domain_job_info_file_total_bytes{domain="web"} 30
                        libvirt_domain_job_info_memory_bytes_per_second{domain="web"} 125000000
                        libvirt_domain_job_info_memory_constant_pages{domain="web"} 700
                        libvirt_domain_job_info_memory_dirty_pages_per_second{domain="web"} 120
                        libvirt_domain_job_info_memory_iterations{domain="web"} 4
                        libvirt_domain_job_info_memory_normal_bytes{domain="web"} 3686400
                        libvirt_domain_job_info_memory_normal_pages{domain="web"} 900
                        libvirt_domain_job_info_memory_page_size_bytes{domain="web"} 4096
                        libvirt_domain_job_info_memory_postcopy_requests{domain="web"} 5
                        libvirt_domain_job_info_memory_processed_bytes{domain="web"} 1073741814
                        libvirt_domain_job_info_memory_remaining_bytes{domain="web"} 83886060
                        libvirt_domain_job_info_memory_total_bytes{domain="web"} 4294967266
                        libvirt_domain_job_info_setup_time_seconds{domain="web"} 0.012
                        libvirt_domain_job_info_time_elapsed_net_seconds{domain="web"} 8.9
                        libvirt_domain_job_info_time_elapsed_seconds{domain="web"} 9.1
                        libvirt_domain_job_info_time_remaining_seconds{domain="web"} 1.5
                        libvirt_domain_job_info_type{domain="web"} 2
                        libvirt_domain_job_operation_info{domain="web",operation="migration_out"} 1
                        """);
    }

    @Test
    void a_backup_that_ended_tells_how() {
        var values =
                Map.of(
                        "operation", 9L,
                        "success", true,
                        "errmsg", "",
                        "disk_temp_used", 65536L,
                        "disk_temp_total", 131072L);

        assertThat(samples(new JobStats(3, TypedParameters.of(values))))
                .isEqualTo(
                        """
                        libvirt_domain_job_info_disk_temp_total_bytes{domain="web"} 131072
                        libvirt_domain_job_info_disk_temp_used_bytes{domain="web"} 65536
                        libvirt_domain_job_info_success{domain="web"} 1
                        libvirt_domain_job_info_type{domain="web"} 3
                        libvirt_domain_job_operation_info{domain="web",operation="backup"} 1
                        """);
    }

    @Test
    void an_operation_of_a_newer_libvirt_is_its_number() {
        var job = new JobStats(1, TypedParameters.of(Map.of("operation", 42L)));

        assertThat(samples(job)).contains("operation=\"42\"");
    }

    private static TypedParameters migration() {
        var values = new HashMap<String, Object>();
        values.put("operation", 5L);
        values.put("time_elapsed", 9_100L);
        values.put("time_elapsed_net", 8_900L);
        values.put("time_remaining", 1_500L);
        values.put("downtime", 300L);
        values.put("downtime_net", 250L);
        values.put("setup_time", 12L);
        values.put("data_total", 4_294_967_296L);
        values.put("data_processed", 1_073_741_824L);
        values.put("data_remaining", 83_886_080L);
        values.put("memory_total", 4_294_967_266L);
        values.put("memory_processed", 1_073_741_814L);
        values.put("memory_remaining", 83_886_060L);
        values.put("memory_constant", 700L);
        values.put("memory_normal", 900L);
        values.put("memory_normal_bytes", 3_686_400L);
        values.put("memory_bps", 125_000_000L);
        values.put("memory_dirty_rate", 120L);
        values.put("memory_page_size", 4_096L);
        values.put("memory_iteration", 4L);
        values.put("memory_postcopy_requests", 5L);
        values.put("disk_total", 30L);
        values.put("disk_processed", 10L);
        values.put("disk_remaining", 20L);
        values.put("disk_bps", 1_000L);
        values.put("compression_cache", 67_108_864L);
        values.put("compression_bytes", 4_096L);
        values.put("compression_pages", 2L);
        values.put("compression_cache_misses", 3L);
        values.put("compression_overflow", 1L);
        values.put("auto_converge_throttle", 20L);
        return TypedParameters.of(values);
    }

    private static String samples(JobStats job) {
        return Page.of(sink -> JobProgress.write("web", job, sink)).samplesOnly();
    }
}
