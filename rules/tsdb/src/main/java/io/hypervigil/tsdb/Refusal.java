package io.hypervigil.tsdb;

/** Why a sample or a series was not taken. */
public enum Refusal {
    /** Older than the latest sample of its series, or its round older than the one before. */
    OUT_OF_ORDER("out_of_order"),
    /** A second sample of one series at one time. */
    DUPLICATE("duplicate"),
    /** Older than the window. */
    TOO_OLD("too_old"),
    /** Another source writes this series. */
    FOREIGN("foreign"),
    /** A series beyond the limit of series. */
    SERIES_LIMIT("series_limit"),
    /** Memory beyond the limit of bytes. */
    BYTES_LIMIT("bytes_limit");

    private final String label;

    Refusal(String label) {
        this.label = label;
    }

    /** As the value of a label: {@code out_of_order}. */
    public String label() {
        return label;
    }
}
