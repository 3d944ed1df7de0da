package io.hypervigil.exposition;

import static io.hypervigil.exposition.PageFormat.OPEN_METRICS;
import static io.hypervigil.exposition.PageFormat.PROMETHEUS;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageFormatTest {

    @Test
    void prometheus_3_is_given_open_metrics() {
        var accept =
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                        + "application/openmetrics-text;version=0.0.1;q=0.5,"
                        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                        + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

        assertThat(PageFormat.accepted(accept)).isEqualTo(OPEN_METRICS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/html,application/xhtml+xml",
                "text/plain;version=0.0.4;q=0.9,application/openmetrics-text;version=1.0.0;q=0.3",
                "application/openmetrics-text;version=1.0.0;q=0",
                "application/openmetrics-text;version=2.0.0",
                "application/openmetrics-text;version=1.0.0;q=much"
            })
    void everybody_else_is_given_the_text_format(String accept) {
        assertThat(PageFormat.accepted(accept)).isEqualTo(PROMETHEUS);
    }

    @Property
    void any_header_is_survived(@ForAll String accept) {
        assertThat(PageFormat.accepted(accept)).isNotNull();
    }
}
