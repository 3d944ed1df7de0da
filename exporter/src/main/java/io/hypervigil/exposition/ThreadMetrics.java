package io.hypervigil.exposition;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Schema;
import io.hypervigil.collect.SeriesTable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The JVM's platform threads, in Micrometer's names: its own binder asks for all threads once for
 * each state there is, which would be the dearest part of a page.
 *
 * <pre>
 * jvm_threads_live_threads 42
 * jvm_threads_states_threads{state="timed-waiting"} 17
 * </pre>
 *
 * <p>Thread: any.
 */
public final class ThreadMetrics {

    private static final Group GROUP = Group.on("jvm", "the JVM of this process");

    private static final Family LIVE = gauge("live", "Threads that are alive, daemons included.");
    private static final Family DAEMON = gauge("daemon", "Daemon threads that are alive.");
    private static final Family PEAK = gauge("peak", "The most threads that were alive at once.");
    private static final Family STARTED =
            Family.counter(
                    GROUP,
                    "jvm_threads_started_threads_total",
                    "Threads that were started since the start of the JVM.");
    private static final Family STATES =
            gauge("states", "Threads that are alive, by state.", "state");

    /** All of it, for the documentation. */
    public static final Schema SCHEMA =
            new Schema(List.of(GROUP), List.of(LIVE, DAEMON, PEAK, STARTED, STATES));

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final SampleBook book =
            new SampleBook(
                    new SeriesTable(), SCHEMA.families().size() + Thread.State.values().length);

    /** As they are now. */
    synchronized Samples sample() {
        book.begin();
        book.add(LIVE, threads.getThreadCount());
        book.add(DAEMON, threads.getDaemonThreadCount());
        book.add(PEAK, threads.getPeakThreadCount());
        book.add(STARTED, (double) threads.getTotalStartedThreadCount());
        var counts = counts();
        for (Thread.State state : Thread.State.values()) {
            var name = state.name().toLowerCase(Locale.ROOT).replace('_', '-');
            book.add(STATES, counts.getOrDefault(state, 0), name);
        }
        return book.finish();
    }

    private Map<Thread.State, Integer> counts() {
        var counts = new EnumMap<Thread.State, Integer>(Thread.State.class);
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            // One that has ended since is null.
            if (thread != null) {
                counts.merge(thread.getThreadState(), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static Family gauge(String name, String help, String... labels) {
        return Family.gauge(GROUP, "jvm_threads_" + name + "_threads", help, labels);
    }
}
