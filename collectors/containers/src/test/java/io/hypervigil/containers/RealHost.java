package io.hypervigil.containers;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.CollectorHarness.Round;
import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook.Missing;
import io.hypervigil.containers.ContainersSettings.Kubernetes;
import io.hypervigil.containers.runtime.RuntimesSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * The whole collector over this very machine, with runtimes of a test's own. What others run here
 * at the same time is on its page too.
 *
 * <p>Thread: one.
 */
final class RealHost implements AutoCloseable {

    private final CollectorHarness harness;

    private RealHost(CollectorHarness harness) {
        this.harness = harness;
    }

    /** What a round gave. */
    record Page(List<Round> rounds, String text) {

        /** The lines of a family's samples that have a label. */
        List<String> lines(String family, String label) {
            return text.lines()
                    .filter(line -> line.startsWith(family + "{") && line.contains(label))
                    .toList();
        }

        /** A container's value; empty where there is none. */
        OptionalDouble value(String family, String name) {
            return lines(family, "name=\"" + name + "\"").stream()
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .findFirst();
        }

        /** What it says it has not. */
        List<String> missing() {
            return rounds.stream()
                    .flatMap(round -> round.missing().stream())
                    .map(Missing::what)
                    .toList();
        }
    }

    /** Opens it; paths below the folder lead to the machine's own. */
    static RealHost open(Path folder, RuntimesSettings runtimes, String... labels)
            throws Exception {
        return open(folder, runtimes, Group::byDefault, labels);
    }

    /** The same with groups that are chosen. */
    static RealHost open(
            Path folder, RuntimesSettings runtimes, Predicate<Group> isOn, String... labels)
            throws Exception {
        for (String tree : List.of("proc", "sys")) {
            link(folder.resolve(tree), Path.of("/", tree));
        }
        link(folder.resolve("root"), Path.of("/"));
        var settings =
                new ContainersSettings(
                        List.of(labels),
                        Kubernetes.OFF,
                        false,
                        10_000,
                        Hosts.SELDOM,
                        runtimes,
                        Hosts.NO_ACTIONS,
                        Hosts.NO_QUOTAS);
        return new RealHost(
                CollectorHarness.open(new ContainersCollector(), folder, settings, isOn));
    }

    /** A Docker alone. */
    static RuntimesSettings docker(Path socket, Duration keepLast) {
        return new RuntimesSettings(
                true, false, false, false, List.of(socket), List.of(), List.of(), keepLast);
    }

    /** A containerd alone. */
    static RuntimesSettings containerd(Path state) {
        return new RuntimesSettings(
                false, false, true, false, List.of(), List.of(), List.of(state), Duration.ZERO);
    }

    /** One round of all probes. */
    Page page() {
        var rounds = harness.sample();
        return new Page(rounds, Exposition.text(rounds.stream().map(Round::samples).toList()));
    }

    @Override
    public void close() {
        harness.close();
    }

    private static void link(Path link, Path to) {
        try {
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
