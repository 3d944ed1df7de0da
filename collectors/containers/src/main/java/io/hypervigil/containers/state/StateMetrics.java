package io.hypervigil.containers.state;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.containers.inventory.Container;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What containers do, those as well that do not run: no control group tells of them.
 *
 * <pre>
 * container_state{container_id="3f…",name="web",image="nginx",state="exited"} 1
 * container_exit_code{container_id="3f…",name="web",image="nginx"} 137
 * container_restarts_total{container_id="3f…",name="web",image="nginx"} 4
 * container_finished_time_seconds{container_id="3f…",name="web",image="nginx"} 1.7672256e+09
 * </pre>
 */
public final class StateMetrics {

    public static final Group GROUP =
            Group.on("containers.state", "state of containers, running or not");

    private static final Family STATE =
            gauge("state", "1 for the state that a container is in, as its runtime says.", "state");
    private static final Family EXIT_CODE =
            gauge("exit_code", "Exit code of the last run, as the runtime says.");
    private static final Family RESTARTS =
            Family.counter(
                    GROUP,
                    "container_restarts_total",
                    "Restarts by the restart policy, as the runtime says.",
                    "container_id",
                    "name",
                    "image");
    private static final Family FINISHED =
            gauge(
                    "finished_time_seconds",
                    "When the last run ended, since 1970, as the runtime says.");
    private static final Family SCRAPE_ERROR =
            Family.gauge(
                    GROUP,
                    "container_scrape_error",
                    "1 where something of the containers could not be read, 0 otherwise.");

    public static final List<Family> FAMILIES =
            List.of(STATE, EXIT_CODE, RESTARTS, FINISHED, SCRAPE_ERROR);

    private StateMetrics() {}

    /** One container. */
    public static void write(Container container, SampleSink sink) {
        var labels = new String[] {container.id(), container.name(), container.image()};
        sink.add(
                STATE,
                1,
                container.id(),
                container.name(),
                container.image(),
                container.state().name().toLowerCase(Locale.ROOT));
        container.exitCode().ifPresent(code -> sink.add(EXIT_CODE, code, labels));
        container.restarts().ifPresent(count -> sink.add(RESTARTS, (double) count, labels));
        container
                .times()
                .finished()
                .ifPresent(time -> sink.add(FINISHED, TimeMetrics.seconds(time), labels));
    }

    /** Whether all could be read. */
    public static void writeError(boolean isError, SampleSink sink) {
        sink.add(SCRAPE_ERROR, isError ? 1 : 0);
    }

    private static Family gauge(String what, String help, String... own) {
        return Family.gauge(
                GROUP,
                "container_" + what,
                help,
                Stream.concat(Stream.of("container_id", "name", "image"), Arrays.stream(own))
                        .toArray(String[]::new));
    }
}
