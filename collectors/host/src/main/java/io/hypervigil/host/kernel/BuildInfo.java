package io.hypervigil.host.kernel;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What gives these metrics, under the name by which dashboards find their machines.
 *
 * <pre>
 * node_exporter_build_info{branch="",goarch="amd64",goos="linux",goversion="java25.0.3+9-LTS",revision="",tags="hypervigil",version="0.1.0"} 1
 * </pre>
 */
public final class BuildInfo implements HostPart {

    public static final Group GROUP =
            Group.on("build_info", "what gives these metrics, as dashboards ask for it");

    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_exporter_build_info",
                    "What gives the node_ metrics here: Hypervigil, its version, its Java.",
                    "branch",
                    "goarch",
                    "goos",
                    "goversion",
                    "revision",
                    "tags",
                    "version");

    public static final List<Family> FAMILIES = List.of(INFO);

    /** The manifest says it; classes that are in no jar have none. */
    private static final String VERSION =
            Objects.requireNonNullElse(
                    BuildInfo.class.getPackage().getImplementationVersion(), "unreleased");

    @Override
    public void sample(SampleSink sink) {
        sink.add(
                INFO,
                1,
                "",
                architecture(System.getProperty("os.arch", "")),
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT),
                "java" + Runtime.version(),
                "",
                "hypervigil",
                VERSION);
    }

    /** Go's name of an architecture, by Java's. */
    static String architecture(String javaName) {
        return switch (javaName) {
            case "aarch64" -> "arm64";
            case "x86_64" -> "amd64";
            default -> javaName;
        };
    }
}
