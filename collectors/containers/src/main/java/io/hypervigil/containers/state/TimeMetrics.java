package io.hypervigil.containers.state;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.usage.ContainerFamily;
import io.hypervigil.containers.usage.Subject;
import io.hypervigil.containers.usage.UsagePart;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;

/**
 * When a running container was made and started, and that it was there just now; its health where a
 * runtime tells of it.
 *
 * <pre>
 * container_start_time_seconds{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 1.7672256e+09
 * container_last_seen{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 1.7672292e+09
 * container_health_state{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 1
 * </pre>
 */
public final class TimeMetrics implements UsagePart {

    public static final Group GROUP =
            Group.on("containers.times", "start and health of running containers");

    private static final Family START =
            ContainerFamily.gauge(
                    GROUP,
                    "container_start_time_seconds",
                    "When it was started, since 1970, as the runtime says, or else when its first"
                            + " process was, from /proc/PID/stat.");
    private static final Family CREATION =
            ContainerFamily.gauge(
                    GROUP,
                    "container_creation_time_seconds",
                    "When it was made, since 1970, as the runtime says.");
    private static final Family LAST_SEEN =
            ContainerFamily.gauge(
                    GROUP, "container_last_seen", "When it was last read, in seconds since 1970.");
    private static final Family HEALTH =
            ContainerFamily.gauge(
                    GROUP,
                    "container_health_state",
                    "Health check: 1 healthy, 0 starting or unhealthy, -1 none, as the runtime"
                            + " says.");

    public static final List<Family> FAMILIES = List.of(START, CREATION, LAST_SEEN, HEALTH);

    private static final double NANOSECONDS = 1e9;

    private final InstantSource clock;
    private final ProcessStarts starts;

    /**
     * @param proc used by nobody else at the same time
     */
    public TimeMetrics(FileTree proc, InstantSource clock) {
        this.clock = clock;
        this.starts = new ProcessStarts(proc);
    }

    @Override
    public Reading read(Subject subject) {
        var started = started(subject);
        var created =
                subject.told().flatMap(told -> told.times().created()).map(TimeMetrics::seconds);
        return out -> {
            out.add(START, started);
            created.ifPresent(seconds -> out.add(CREATION, seconds));
            out.add(LAST_SEEN, clock.instant().getEpochSecond());
            subject.told()
                    .flatMap(Container::health)
                    .ifPresent(health -> out.add(HEALTH, valueOf(health)));
        };
    }

    private OptionalDouble started(Subject subject) {
        var told = subject.told().flatMap(container -> container.times().started());
        if (told.isPresent()) {
            return OptionalDouble.of(seconds(told.get()));
        }
        var first = subject.firstProcess();
        return first.isPresent() ? starts.seconds(first.getAsLong()) : OptionalDouble.empty();
    }

    private static double valueOf(Container.Health health) {
        return switch (health) {
            case HEALTHY -> 1;
            case STARTING, UNHEALTHY -> 0;
            case NONE -> -1;
        };
    }

    static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / NANOSECONDS;
    }
}
