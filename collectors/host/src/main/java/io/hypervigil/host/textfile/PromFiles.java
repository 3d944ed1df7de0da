package io.hypervigil.host.textfile;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.MetricType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The families of several files beside each other: where they contradict, the first is kept and the
 * other is a fault.
 */
final class PromFiles {

    private static final Set<String> OURS =
            Set.of(Textfile.MTIME.name(), Textfile.SCRAPE_ERROR.name());

    private final List<Read> files;
    private final List<IOException> faults;
    private final Map<String, Known> known = new HashMap<>();

    /** A file that could be read. */
    record Read(Path path, double modifiedSeconds, List<PromFamily> families) {}

    /** A family of a file, and the same to be sampled. */
    record Merged(Family declared, PromFamily read) {}

    /** What is known of a name: the type and help that count, and the series there are. */
    private record Known(MetricType type, Optional<String> help, String path, Set<Object> series) {}

    /**
     * @param faults takes what contradicts
     */
    PromFiles(List<Read> files, List<IOException> faults) {
        this.files = files;
        this.faults = faults;
    }

    List<Merged> families() {
        var merged = new ArrayList<Merged>();
        for (Read file : files) {
            for (PromFamily family : file.families()) {
                if (isTaken(family, file.path())) {
                    merged.add(merge(family, file.path()));
                }
            }
        }
        return merged;
    }

    private boolean isTaken(PromFamily family, Path path) {
        if (OURS.contains(family.name())) {
            return refuse(path, family.name() + " is a name of our own");
        }
        var first =
                known.computeIfAbsent(
                        family.name(),
                        _ ->
                                new Known(
                                        family.type(),
                                        helpOf(family.name()),
                                        path.toString(),
                                        new HashSet<>()));
        if (first.type != family.type()) {
            return refuse(
                    path,
                    family.name()
                            + " is a "
                            + family.type().text()
                            + ", and a "
                            + first.type.text()
                            + " in "
                            + first.path);
        }
        if (family.help().isPresent() && !family.help().equals(first.help)) {
            return refuse(path, family.name() + " has another help text than in " + first.path);
        }
        return true;
    }

    /** The first help text that a file gives. */
    private Optional<String> helpOf(String name) {
        return files.stream()
                .flatMap(file -> file.families().stream())
                .filter(family -> family.name().equals(name))
                .flatMap(family -> family.help().stream())
                .findFirst();
    }

    private Merged merge(PromFamily family, Path path) {
        var first = known.get(family.name());
        var samples = new ArrayList<PromFamily.Sample>();
        for (PromFamily.Sample sample : family.samples()) {
            if (first == null || first.series.add(identity(sample))) {
                samples.add(sample);
            } else {
                refuse(path, family.name() + sample.labels() + " is in " + first.path + " already");
            }
        }
        var help = first == null ? family.help() : first.help;
        var kept = new PromFamily(family.name(), family.type(), help, samples);
        return new Merged(
                Family.of(
                        Textfile.GROUP,
                        family.type(),
                        family.name(),
                        help.orElseGet(() -> "Read from " + pathsWith(family.name()) + "."),
                        kept.labelNames()),
                kept);
    }

    /** An empty label is none. */
    private static Object identity(PromFamily.Sample sample) {
        var labels = new TreeMap<>(sample.labels());
        labels.values().removeIf(String::isEmpty);
        return List.of(sample.suffix(), labels, sample.bound());
    }

    private String pathsWith(String name) {
        return files.stream()
                .filter(file -> file.families().stream().anyMatch(f -> f.name().equals(name)))
                .map(file -> file.path().toString())
                .collect(Collectors.joining(", "));
    }

    private boolean refuse(Path path, String why) {
        faults.add(new IOException(path + ": " + why));
        return false;
    }
}
