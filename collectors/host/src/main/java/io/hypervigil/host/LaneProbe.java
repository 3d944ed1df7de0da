package io.hypervigil.host;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * Runs the parts of one lane after each other; one that fails costs its own samples.
 *
 * <pre>
 * node_scrape_collector_duration_seconds{collector="loadavg"} 0.000021
 * node_scrape_collector_success{collector="loadavg"} 1
 * </pre>
 */
final class LaneProbe implements Probe {

    static final Group GROUP = Group.on("scrape", "how reading each group of the host went");

    static final Family DURATION =
            Family.gauge(
                    GROUP,
                    "node_scrape_collector_duration_seconds",
                    "Time it took to read a group of the host.",
                    "collector");
    static final Family SUCCESS =
            Family.gauge(
                    GROUP,
                    "node_scrape_collector_success",
                    "Whether a group of the host could be read.",
                    "collector");

    static final List<Family> FAMILIES = List.of(DURATION, SUCCESS);

    private final Lane lane;
    private final List<Part> parts;

    /** A part under the group that names it. */
    record Part(Group group, HostPart reader) {}

    LaneProbe(Lane lane, List<Part> parts) {
        this.lane = lane;
        this.parts = List.copyOf(parts);
    }

    @Override
    public String name() {
        return lane.probe();
    }

    @Override
    public Beat beat() {
        return lane.beat();
    }

    @Override
    public Outcome sample(SampleSink sink) {
        for (Part part : parts) {
            long start = System.nanoTime();
            boolean isRead = read(part, sink);
            sink.add(DURATION, (System.nanoTime() - start) / 1e9, part.group.name());
            sink.add(SUCCESS, isRead ? 1 : 0, part.group.name());
        }
        return Outcome.SAMPLED;
    }

    private static boolean read(Part part, SampleSink sink) {
        try {
            part.reader.sample(sink);
            return true;
        } catch (NotHere | NoSuchFileException e) {
            sink.missing(part.group.name(), String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            sink.problem(part.group, e);
        }
        return false;
    }
}
