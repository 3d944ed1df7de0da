package io.hypervigil.nvml.dcgm;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DcgmSumsTest {

    private static final String TRANSMIT = "gpu_nvlink_transmit_bytes_total";

    private final SampleBook book = new SampleBook(new SeriesTable(), 10);
    private final DcgmSums sums = new DcgmSums(1);

    @Test
    void the_bandwidth_of_links_is_what_they_carried_a_second_in_megabytes() {
        assertThat(round(0, 5_000_000, 1_000_000)).isEmpty();
        assertThat(round(2_000_000_000, 8_000_000, 2_000_000)).endsWith("BANDWIDTH_TOTAL 2\n");
        assertThat(round(3_000_000_000L, 0, 0)).isEmpty();
    }

    private String round(long nanos, double first, double second) {
        var field = DcgmField.of("DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL").orElseThrow();
        var family = Family.gauge(DcgmPlan.GROUP, field.name(), "Help.");
        var uses = List.of(new DcgmPlan.Use(0, List.of(), 1));
        book.begin();
        sums.begin();
        sums.take(uses, first, new String[] {TRANSMIT, "0"}, 1);
        sums.take(uses, second, new String[] {TRANSMIT, "1"}, 1);
        sums.write(
                List.of(new DcgmPlan.Given(field, family, family)),
                _ -> true,
                DcgmPlan.Given::family,
                nanos,
                book);
        sums.end(nanos);
        return Exposition.text(List.of(book.finish()));
    }
}
