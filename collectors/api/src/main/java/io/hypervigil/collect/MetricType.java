package io.hypervigil.collect;

/** The types of the Prometheus text format 0.0.4. */
public enum MetricType {
    COUNTER("counter"),
    GAUGE("gauge"),
    HISTOGRAM("histogram"),
    SUMMARY("summary"),
    UNTYPED("untyped");

    private final String text;

    MetricType(String text) {
        this.text = text;
    }

    /** As written behind {@code # TYPE} in text format 0.0.4. */
    public String text() {
        return text;
    }
}
