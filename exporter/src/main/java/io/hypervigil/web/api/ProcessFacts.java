package io.hypervigil.web.api;

import io.hypervigil.collect.Family;
import io.hypervigil.tsdb.WindowStatistics;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * What the API tells of the process beside its samples; implemented by the composition root.
 *
 * <p>Thread: any.
 */
public interface ProcessFacts {

    /** The families of what is sampled now, each name once. */
    List<Family> families();

    /** The name of the host. */
    String hostName();

    /** This process as what it scrapes. */
    ScrapeTarget target();

    /** The configuration in force as YAML, without secrets. */
    String configuration();

    /** The flags by name, with the values in force. */
    SortedMap<String, String> flags();

    /** Since when it runs, and with what configuration. */
    Uptime uptime();

    /** How far back samples are kept. */
    Duration retention();

    /** What the window holds; lists have so many entries at most. */
    WindowStatistics window(int top);
}
