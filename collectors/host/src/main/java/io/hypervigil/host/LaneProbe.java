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

    private static final String DURATION_NAME = "node_scrape_collector_duration_seconds";
    private static final String SUCCESS_NAME = "node_scrape_collector_success";

    private final Lane lane;
    private final List<Part> parts;

    /** A part under the group that names it. */
    record Part(Group group, Family duration, Family success, HostPart reader) {

        Part(Group group, HostPart reader) {
            this(group, durationOf(group), successOf(group), reader);
        }
    }

    /** What is given of the reading of a group; asked for with that group. */
    static List<Family> families(Group group) {
        return List.of(durationOf(group), successOf(group));
    }

    private static Family durationOf(Group group) {
        return Family.gauge(
                group, DURATION_NAME, "Time it took to read a group of the host.", "collector");
    }

    private static Family successOf(Group group) {
        return Family.gauge(
                group, SUCCESS_NAME, "Whether a group of the host could be read.", "collector");
    }

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
            sink.add(part.duration, (System.nanoTime() - start) / 1e9, part.group.name());
            sink.add(part.success, isRead ? 1 : 0, part.group.name());
        }
        return Outcome.SAMPLED;
    }

    private static boolean read(Part part, SampleSink sink) {
        try {
            part.reader.sample(sink);
            return true;
        } catch (NotHere e) {
            sink.missing(part.group.name(), String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            sink.missing(part.group.name(), e.getFile() + " does not exist");
        } catch (IOException | RuntimeException e) {
            sink.problem(part.group, e);
        }
        return false;
    }
}
