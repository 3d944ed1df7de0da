package io.hypervigil.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running process over a libvirtd and guests that hang, end, and come back. */
final class LibvirtFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration DOWN = Duration.ofSeconds(5);
    private static final Duration BACK = Duration.ofSeconds(10);

    /**
     * Nobody waits for what hangs: a scrape that did would take as long as a call or a deadline
     * here. The rest is the machine, which may be slow.
     */
    private static final Duration SCRAPE = Duration.ofSeconds(5);

    private static final String LONGER_THAN_A_SCRAPE = "8s";

    private static final String UP = "libvirt_up";
    private static final String WEB = "libvirt_domain_stuck{domain=\"web\"}";
    private static final String WEB_SAMPLED =
            "libvirt_domain_sample_timestamp_seconds{domain=\"web\",tier=\"usage\"}";
    private static final String WEB_CAPACITY =
            "libvirt_domain_block_stats_capacity_bytes{domain=\"web\",target_device=\"vda\"}";
    private static final String WEB_RESIDENT =
            "libvirt_domain_memory_stats_rss_bytes{domain=\"web\"}";
    private static final String OTHER = "libvirt_domain_stuck{domain=\"other\"}";
    private static final String COLLECTOR = "hypervigil_collector_success{collector=\"libvirt\"}";

    @TempDir Path folder;

    private PrivateLibvirtd daemon;
    private Peers.Server ours;
    private Duration slowest = Duration.ZERO;

    @BeforeEach
    void start() throws Exception {
        daemon = PrivateLibvirtd.start();
        daemon.runPaused(Guest.named("web").withDisk(daemon.disk("web.qcow2"), "vda"));
        ours =
                OurProcess.start(
                        folder,
                        "--libvirt.uri=" + daemon.uri(),
                        "--libvirt.tiers.state=1s",
                        "--libvirt.tiers.usage=1s",
                        "--libvirt.tiers.block=1s",
                        "--libvirt.tiers.call-timeout=" + LONGER_THAN_A_SCRAPE,
                        "--sampling.deadline=" + LONGER_THAN_A_SCRAPE,
                        "--no-collector.host",
                        "--no-collector.nvml");
        await(SOON, WEB_SAMPLED, 1);
    }

    @AfterEach
    void no_scrape_was_held_up() {
        if (ours != null) {
            ours.close();
        }
        daemon.close();
        assertThat(slowest).isLessThan(SCRAPE);
    }

    @Test
    void a_libvirtd_that_hangs_is_down_within_five_seconds_and_holds_up_no_scrape()
            throws Exception {
        Eventually.get(BACK, () -> assertThat(value(UP)).hasValue(1));

        daemon.stop();
        Eventually.get(DOWN, () -> assertThat(value(UP)).hasValue(0));

        daemon.cont();
        Eventually.get(BACK, () -> assertThat(value(UP)).hasValue(1));
        Eventually.get(BACK, () -> assertThat(value(COLLECTOR)).hasValue(1));
    }

    @Test
    void a_libvirtd_that_was_killed_is_up_within_ten_seconds_of_its_start_with_its_domains()
            throws Exception {
        daemon.kill();
        Eventually.get(DOWN, () -> assertThat(value(UP)).hasValue(0));
        Eventually.get(DOWN, () -> assertThat(value(WEB)).isEmpty());

        daemon.startAgain();
        Eventually.get(BACK, () -> assertThat(value(UP)).hasValue(1));
        Eventually.get(BACK, () -> assertThat(value(WEB)).hasValue(0));
    }

    @Test
    void a_guest_that_hangs_is_told_as_stuck_and_the_others_go_on_being_sampled() throws Exception {
        var other = Guest.named("other");
        daemon.runPaused(other);
        Eventually.get(SOON, () -> assertThat(value(OTHER)).hasValue(0));

        daemon.signal("STOP", daemon.qemuPid(other));
        Eventually.get(SOON, () -> assertThat(value(OTHER)).hasValue(1));
        await(SOON, WEB_SAMPLED, value(WEB_SAMPLED).orElseThrow() + 2);
        assertThat(value(WEB)).hasValue(0);
        Eventually.get(BACK, () -> assertThat(value(UP)).hasValue(1));

        daemon.signal("CONT", daemon.qemuPid(other));
        Eventually.get(SOON.multipliedBy(2), () -> assertThat(value(OTHER)).hasValue(0));
    }

    @Test
    void a_domain_that_is_undefined_while_it_is_sampled_costs_itself_only() throws Exception {
        for (int i = 0; i < 3; i++) {
            var guest = Guest.named("other");
            daemon.define(guest);
            Eventually.get(SOON, () -> assertThat(page()).contains(guest.uuid()));

            daemon.virsh("undefine", guest.uuid());
            Eventually.get(SOON, () -> assertThat(page()).doesNotContain(guest.uuid()));
        }

        assertThat(value(COLLECTOR)).hasValue(1);
        await(SOON, WEB_SAMPLED, value(WEB_SAMPLED).orElseThrow() + 1);
    }

    @Test
    void tiers_that_are_due_at_once_do_not_cost_each_other_their_values() throws Exception {
        await(SOON, WEB_CAPACITY, 1);
        for (int i = 0; i < 5; i++) {
            await(SOON, WEB_SAMPLED, value(WEB_SAMPLED).orElseThrow() + 1);

            assertThat(value(WEB_CAPACITY)).isPresent();
            assertThat(value(WEB_RESIDENT)).isPresent();
        }
    }

    @Test
    void a_name_of_odd_characters_is_escaped_on_the_page_and_whole_in_a_query() throws Exception {
        daemon.define(Guest.named("a\\b \"c\" {d=e} <f> & ü 漢 #"));
        var label = "{domain=\"a\\\\b \\\"c\\\" {d=e} <f> & ü 漢 #\"}";

        Eventually.get(
                SOON, () -> assertThat(value("libvirt_domain_crashes_total" + label)).hasValue(0));
        Eventually.get(
                SOON,
                () ->
                        assertThat(Peers.query(ours.root(), "libvirt_domain_crashes_total" + label))
                                .contains("\"domain\":\"a\\\\b \\\"c\\\" {d=e} <f> & ü 漢 #\""));
        assertThat(Peers.checkMetrics(folder, page()).output()).doesNotContain("error");
    }

    private void await(Duration within, String series, double atLeast) throws Exception {
        Eventually.get(
                within,
                () -> assertThat(value(series).orElse(Double.NaN)).isGreaterThanOrEqualTo(atLeast));
    }

    /** Of one scrape. */
    private OptionalDouble value(String series) throws Exception {
        return page().lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst();
    }

    private String page() throws Exception {
        long begunNanos = System.nanoTime();
        var page = Peers.ok(ours.root().resolve("/metrics"));
        var took = Duration.ofNanos(System.nanoTime() - begunNanos);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        return page;
    }
}
