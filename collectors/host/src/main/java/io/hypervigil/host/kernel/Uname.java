package io.hypervigil.host.kernel;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.jna.CallResult;
import io.hypervigil.host.jna.Utsname;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.ThisMachine;
import java.io.IOException;
import java.util.List;

/**
 * Which kernel runs, and the machine's name. Dashboards find their machines by it.
 *
 * <pre>
 * node_uname_info{sysname="Linux",release="6.12.48",version="#1 SMP …",machine="x86_64",nodename="hv1",domainname="(none)"} 1
 * </pre>
 */
public final class Uname implements HostPart {

    public static final Group GROUP =
            Group.on("uname", "the kernel's name and release from /proc/sys/kernel");

    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_uname_info",
                    "What uname(2) says, from /proc/sys/kernel.",
                    "sysname",
                    "release",
                    "version",
                    "machine",
                    "nodename",
                    "domainname");

    public static final List<Family> FAMILIES = List.of(INFO);

    private final FileTree proc;
    private final boolean isLive;

    public Uname(FileTree proc) {
        this.proc = proc;
        this.isLive = ThisMachine.isShownBy(proc);
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        sink.add(
                INFO,
                1,
                read("ostype"),
                read("osrelease"),
                read("version"),
                machine(),
                read("hostname"),
                read("domainname"));
    }

    private String read(String file) throws IOException {
        return proc.read("sys/kernel/" + file, Text::trimmed);
    }

    /** The file came with Linux 6.1; before it, the system call alone knows. */
    private String machine() throws IOException {
        var arch = proc.find("sys/kernel/arch", Text::trimmed);
        if (arch.isPresent() || !isLive) {
            return arch.orElse("");
        }
        return Utsname.machine() instanceof CallResult.Answer(String machine) ? machine : "";
    }
}
