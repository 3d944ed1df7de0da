package io.hypervigil.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrettyPrinterTest {

    private static String pretty(String query) throws ParseException {
        return PrettyPrinter.print(Parser.parse(query, ParserOptions.EVERYTHING));
    }

    @Test
    void what_fits_in_a_line_stays_in_one() throws Exception {
        assertThat(pretty("sum(rate(a[5m]))by(b)>0")).isEqualTo("sum by (b) (rate(a[5m])) > 0");
    }

    @Test
    void what_does_not_fit_is_spread() throws Exception {
        assertThat(
                        pretty(
                                "histogram_quantile(0.9, sum by (le, instance)"
                                        + " (rate(http_request_duration_seconds_bucket{job=\"api\"}[5m])))"
                                        + " > on (instance) group_left topk(3, -(limits_of_all_the_instances{group=\"production\"}"
                                        + " + another_metric_with_a_long_name + yet_another_metric_of_the_kind))"))
                .isEqualTo(
                        """
                          histogram_quantile(
                            0.9,
                            sum by (le, instance) (rate(http_request_duration_seconds_bucket{job="api"}[5m]))
                          )
                        > on (instance) group_left ()
                          topk(
                            3,
                            -(
                                limits_of_all_the_instances{group="production"} + another_metric_with_a_long_name
                              +
                                yet_another_metric_of_the_kind
                            )
                          )""");
    }

    @Test
    void a_long_subquery_is_spread_inside() throws Exception {
        assertThat(
                        pretty(
                                "max_over_time((a_metric_whose_name_is_much_longer_than_it_should_be"
                                        + " / another_metric_whose_name_is_longer_than_needed)"
                                        + "[1h:1m] @ end() offset 5m)"))
                .isEqualTo(
                        """
                        max_over_time(
                          (
                              a_metric_whose_name_is_much_longer_than_it_should_be
                            /
                              another_metric_whose_name_is_longer_than_needed
                          )[1h:1m] @ end() offset 5m
                        )""");
    }
}
