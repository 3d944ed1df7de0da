package io.hypervigil.libvirt.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConnectionSinkTest {

    private static final Group GROUP = Group.on("libvirt.test", "what a test writes");
    private static final Family CURRENT =
            VirtFamily.gauge(GROUP, "libvirt_domain_vcpu_current", "vCPUs online.", "domain");
    private static final Family EVENTS =
            VirtFamily.counter(GROUP, "libvirt_events_total", "Events seen.");
    private static final Family LATENCY =
            VirtFamily.histogram(GROUP, "libvirt_latency_seconds", "Latency.", "domain");
    private static final Family LIBRARY =
            Family.gauge(GROUP, "libvirt_library_info", "The library.", "version");

    private final SampleBook book = new SampleBook(new SeriesTable(), 100);

    @Test
    void a_connection_without_a_name_adds_no_label() {
        assertThat(written(new ConnectionSink(Optional.empty())))
                .isEqualTo(
                        """
                        # HELP libvirt_domain_vcpu_current vCPUs online.
                        # TYPE libvirt_domain_vcpu_current gauge
                        libvirt_domain_vcpu_current{domain="db"} 2
                        libvirt_domain_vcpu_current{domain="web"} 4
                        # HELP libvirt_events_total Events seen.
                        # TYPE libvirt_events_total counter
                        libvirt_events_total 7
                        # HELP libvirt_latency_seconds Latency.
                        # TYPE libvirt_latency_seconds histogram
                        libvirt_latency_seconds_bucket{domain="web",le="+Inf"} 3
                        libvirt_latency_seconds_count{domain="web"} 3
                        # HELP libvirt_library_info The library.
                        # TYPE libvirt_library_info gauge
                        libvirt_library_info{version="9.0.0"} 1
                        """);
    }

    @Test
    void the_name_of_a_connection_comes_last_but_before_a_bound() {
        assertThat(written(new ConnectionSink(Optional.of("east"))))
                .isEqualTo(
                        """
                        # HELP libvirt_domain_vcpu_current vCPUs online.
                        # TYPE libvirt_domain_vcpu_current gauge
                        libvirt_domain_vcpu_current{domain="db",connection="east"} 2
                        libvirt_domain_vcpu_current{domain="web",connection="east"} 4
                        # HELP libvirt_events_total Events seen.
                        # TYPE libvirt_events_total counter
                        libvirt_events_total{connection="east"} 7
                        # HELP libvirt_latency_seconds Latency.
                        # TYPE libvirt_latency_seconds histogram
                        libvirt_latency_seconds_bucket{domain="web",connection="east",le="+Inf"} 3
                        libvirt_latency_seconds_count{domain="web",connection="east"} 3
                        # HELP libvirt_library_info The library.
                        # TYPE libvirt_library_info gauge
                        libvirt_library_info{version="9.0.0"} 1
                        """);
    }

    @Test
    void too_few_values_are_dropped_and_break_nothing() {
        book.begin();

        new ConnectionSink(Optional.of("east")).to(book).add(CURRENT, 1);

        assertThat(book.finish().families()).isEmpty();
        assertThat(book.dropped(SampleBook.Drop.INVALID)).isEqualTo(1);
    }

    @Test
    void what_is_missing_and_what_broke_is_handed_on() {
        book.begin();
        var sink = new ConnectionSink(Optional.of("east")).to(book);

        sink.missing("libvirt_domain_process_*", "no /proc");
        sink.problem(GROUP, new IllegalStateException("broken"));

        assertThat(book.missing())
                .containsExactly(
                        new SampleBook.Missing(
                                "libvirt_domain_process_* of connection east", "no /proc"));
        assertThat(book.problems()).extracting(SampleBook.Problem::group).containsExactly(GROUP);
    }

    @Test
    void nothing_is_written_before_the_first_round() {
        var sink = new ConnectionSink(Optional.empty());

        assertThatThrownBy(() -> sink.add(EVENTS, 1)).hasMessage("no round has begun");
    }

    private String written(ConnectionSink sink) {
        book.begin();
        sink.to(book);
        sink.add(CURRENT, 4, "web");
        sink.add(CURRENT, 2, "db");
        sink.add(EVENTS, 7);
        sink.addPart(LATENCY, "_bucket", 3, "web", "+Inf");
        sink.addPart(LATENCY, "_count", 3, "web");
        sink.add(LIBRARY, 1, "9.0.0");
        return Exposition.text(List.of(book.finish()));
    }
}
