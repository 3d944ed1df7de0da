package io.hypervigil.containers.runtime;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.containers.instance.InstanceState.Down;
import io.hypervigil.containers.instance.InstanceState.Up;
import io.hypervigil.containers.instance.RuntimeInstance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the runtimes are.
 *
 * <pre>
 * hypervigil_container_runtime_up{runtime="docker",user="",address="/run/docker.sock"} 1
 * hypervigil_container_runtime_info{runtime="docker",…,version="20.10.24",api_version="1.41"} 1
 * </pre>
 */
public final class RuntimeMetrics {

    public static final Group GROUP =
            Group.on("containers.runtimes", "container runtimes and how they are");

    static final String FILES_ALONE = "its files alone are read, and do not say it";

    private static final Family UP =
            Family.gauge(
                    GROUP,
                    "hypervigil_container_runtime_up",
                    "Whether a container runtime answers, or its files can be read.",
                    "runtime",
                    "user",
                    "address");
    private static final Family INFO =
            Family.gauge(
                    GROUP,
                    "hypervigil_container_runtime_info",
                    "The version of a container runtime and that of its API that is spoken, from"
                            + " its /version.",
                    "runtime",
                    "user",
                    "address",
                    "version",
                    "api_version");

    public static final List<Family> FAMILIES = List.of(UP, INFO);

    private RuntimeMetrics() {}

    /** Says of those that are down why they are. */
    public static void write(List<RuntimeInstance> instances, SampleSink sink) {
        var told = new HashSet<String>();
        for (RuntimeInstance each : instances) {
            var user = each.user().orElse("");
            switch (each.state()) {
                case Up up -> {
                    tellUnsaid(each, told, sink);
                    sink.add(UP, 1, each.runtime(), user, each.address());
                    if (up.version().isEmpty()) {
                        sink.missing("version of " + each.title(), FILES_ALONE);
                    } else {
                        sink.add(
                                INFO,
                                1,
                                each.runtime(),
                                user,
                                each.address(),
                                up.version(),
                                up.apiVersion());
                    }
                }
                case Down down -> {
                    sink.add(UP, 0, each.runtime(), user, each.address());
                    sink.missing(each.title(), whyNot(each, down));
                }
            }
        }
    }

    /** Only of containers of which nobody else, who is believed first, tells more. */
    private static void tellUnsaid(RuntimeInstance instance, Set<String> told, SampleSink sink) {
        boolean isNews = told.addAll(instance.containers().keySet());
        if (isNews && !instance.unsaid().isEmpty()) {
            sink.missing(
                    instance.unsaid() + " of " + instance.title(),
                    "its files alone are read, and do not say them");
        }
    }

    private static String whyNot(RuntimeInstance instance, Down down) {
        return instance.containers().isEmpty()
                ? down.reason()
                : down.reason()
                        + "; its containers are called as it said last, their states are not told"
                        + " for long";
    }
}
