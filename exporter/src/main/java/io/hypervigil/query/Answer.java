package io.hypervigil.query;

import io.hypervigil.promql.labels.Labels;
import java.util.List;

/** What a server answered to a query. */
public sealed interface Answer {

    /**
     * A result.
     *
     * @param kind of it: {@code vector}, {@code matrix}, {@code scalar}, {@code string}
     * @param series one without labels where it is a scalar or a string
     * @param warnings what may be wrong with it, those that the server calls infos after the others
     */
    record Result(String kind, List<Series> series, List<String> warnings) implements Answer {

        public Result {
            series = List.copyOf(series);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Why there is no result.
     *
     * @param type the server's: {@code bad_data}, {@code execution}, {@code timeout}, ...
     * @param message the server's own words
     */
    record Refusal(String type, String message) implements Answer {}

    /** A series, its samples in the order of time. */
    record Series(Labels labels, List<Sample> samples) {

        public Series {
            samples = List.copyOf(samples);
        }
    }

    /**
     * A sample.
     *
     * @param millis since 1970
     * @param value as the server writes it; of a histogram {@code {count:3, sum:4, (1,2]:3}}
     */
    record Sample(long millis, String value) {}
}
