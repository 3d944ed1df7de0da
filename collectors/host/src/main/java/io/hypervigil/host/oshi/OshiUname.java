package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.util.List;

/**
 * Which system it is and what it is called. Dashboards choose a machine by it.
 *
 * <pre>
 * node_uname_info{machine="arm64",nodename="studio",release="14.5",sysname="Darwin",version="14.5 (Sonoma) build 23F79"} 1
 * </pre>
 */
public final class OshiUname implements HostPart {

    public static final Group GROUP = Group.on("uname", "system and host name, by OSHI");

    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_uname_info",
                    "Which system it is and what it is called.",
                    "domainname",
                    "machine",
                    "nodename",
                    "release",
                    "sysname",
                    "version");

    public static final List<Family> FAMILIES = List.of(INFO);

    @Override
    public void sample(SampleSink sink) {
        var system = Oshi.system();
        sink.add(
                INFO,
                1,
                "(none)",
                machine(System.getProperty("os.arch", "")),
                Oshi.known(system.getNetworkParams().getHostName()),
                System.getProperty("os.version", ""),
                kernel(system.getFamily()),
                system.getVersionInfo().toString());
    }

    /** As uname(1) says, which Java calls otherwise. */
    static String machine(String javaName) {
        return switch (javaName) {
            case "amd64" -> "x86_64";
            default -> javaName;
        };
    }

    /** As uname(1) says: of macOS it names the kernel. */
    static String kernel(String family) {
        return switch (family) {
            case "macOS" -> "Darwin";
            default -> System.getProperty("os.name", family);
        };
    }
}
