package io.hypervigil.host.kernel;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How many control groups each controller has.
 *
 * <pre>
 * node_cgroups_cgroups{subsys_name="memory"} 12
 * node_cgroups_enabled{subsys_name="memory"} 1
 * </pre>
 */
public final class Cgroups implements HostPart {

    public static final Group GROUP = Group.off("cgroups", "control groups from /proc/cgroups");

    static final Family CGROUPS =
            Family.gauge(
                    GROUP,
                    "node_cgroups_cgroups",
                    "Control groups of a controller, from /proc/cgroups.",
                    "subsys_name");
    static final Family ENABLED =
            Family.gauge(
                    GROUP,
                    "node_cgroups_enabled",
                    "Whether a controller is enabled, from /proc/cgroups.",
                    "subsys_name");

    public static final List<Family> FAMILIES = List.of(CGROUPS, ENABLED);

    private final FileTree proc;

    public Cgroups(FileTree proc) {
        this.proc = proc;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (Controller controller : proc.read("cgroups", Cgroups::parse)) {
            sink.add(CGROUPS, controller.cgroups, controller.name);
            sink.add(ENABLED, controller.enabled, controller.name);
        }
    }

    static List<Controller> parse(Text text) {
        var controllers = new ArrayList<Controller>();
        while (text.nextLine()) {
            if (!text.startsWith("#")) {
                var name = text.field();
                // The number of its hierarchy.
                text.skip(1);
                controllers.add(new Controller(name, text.unsigned(), text.unsigned()));
            }
        }
        return controllers;
    }

    record Controller(String name, double cgroups, double enabled) {}
}
