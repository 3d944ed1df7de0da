package io.hypervigil.host.kernel;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.OneNumber;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Whether SELinux is enabled, and whether it enforces.
 *
 * <pre>
 * node_selinux_enabled 1
 * node_selinux_config_mode 1
 * node_selinux_current_mode 1
 * </pre>
 */
public final class Selinux implements HostPart {

    public static final Group GROUP =
            Group.on("selinux", "SELinux from /sys/fs/selinux and /etc/selinux/config");

    static final Family ENABLED =
            Family.gauge(
                    GROUP,
                    "node_selinux_enabled",
                    "Whether SELinux is enabled, from /sys/fs/selinux.");
    static final Family CONFIG_MODE =
            Family.gauge(
                    GROUP,
                    "node_selinux_config_mode",
                    "Mode to start in: enforcing 1, permissive 0, disabled -1, from"
                            + " /etc/selinux/config.");
    static final Family CURRENT_MODE =
            Family.gauge(
                    GROUP,
                    "node_selinux_current_mode",
                    "Mode now: enforcing 1, permissive 0, from /sys/fs/selinux/enforce.");

    public static final List<Family> FAMILIES = List.of(ENABLED, CONFIG_MODE, CURRENT_MODE);

    private static final String ENFORCE = "fs/selinux/enforce";

    /** What every task is labelled with until a policy is loaded. */
    private static final String NO_POLICY = "kernel";

    private static final int ENFORCING = 1;
    private static final int PERMISSIVE = 0;
    private static final int DISABLED = -1;

    private final HostFiles files;

    public Selinux(HostFiles files) {
        this.files = files;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        boolean isEnabled = files.sys().exists(ENFORCE) && !ownLabel().equals(NO_POLICY);
        sink.add(ENABLED, isEnabled ? 1 : 0);
        if (isEnabled) {
            sink.add(
                    CONFIG_MODE,
                    files.root().find("etc/selinux/config", Selinux::parseConfig).orElse(DISABLED));
            sink.add(CURRENT_MODE, files.sys().read(ENFORCE, OneNumber::parse));
        }
    }

    /** The kernel ends it with a 0. */
    private String ownLabel() {
        return files.proc().attribute("self/attr/current").orElse("").replace("\0", "");
    }

    /** The mode in lines as {@code SELINUX=enforcing}; the last one counts. */
    static int parseConfig(Text text) {
        int mode = DISABLED;
        while (text.nextLine()) {
            if (text.startsWith("SELINUX=")) {
                text.until('=');
                mode =
                        switch (text.rest().toLowerCase(Locale.ROOT)) {
                            case "enforcing" -> ENFORCING;
                            case "permissive" -> PERMISSIVE;
                            default -> DISABLED;
                        };
            }
        }
        return mode;
    }
}
