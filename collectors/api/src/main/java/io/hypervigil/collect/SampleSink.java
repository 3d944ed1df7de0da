package io.hypervigil.collect;

/**
 * Where a probe writes the samples of one round.
 *
 * <p>Nothing that is written here can break a scrape: an invalid name, a duplicate series or one
 * too many is dropped, counted and named in the collector's status, and the rest is served.
 *
 * <p>Thread: the probe's, during {@link Probe#sample}.
 */
public interface SampleSink {

    /**
     * One sample.
     *
     * @param labelValues in the order of the family's labels; any text, at most 1,024 characters of
     *     it are kept
     */
    void add(Family family, double value, String... labelValues);

    /**
     * One sample of a histogram's or summary's parts: {@code _bucket} with {@code le} as the last
     * value, {@code _sum}, {@code _count}, or "" with {@code quantile} as the last value.
     */
    void addPart(Family family, String suffix, double value, String... labelValues);

    /**
     * Says that something this collector knows of cannot be had here, and why: an answer to "why is
     * this metric not there". Not a fault.
     */
    void missing(String what, String why);

    /**
     * Says that a group could not be read although its source is there. The round goes on; the
     * collector counts as not successful.
     */
    void problem(Group group, Throwable cause);
}
