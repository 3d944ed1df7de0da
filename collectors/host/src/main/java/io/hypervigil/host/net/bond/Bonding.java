package io.hypervigil.host.net.bond;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.HostPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The links of each bond, and how many of them are up.
 *
 * <pre>
 * node_bonding_active{master="bond0"} 1
 * node_bonding_slaves{master="bond0"} 2
 * </pre>
 */
public final class Bonding implements HostPart {

    public static final Group GROUP = Group.on("bonding", "links of bonds, from /sys/class/net");

    static final Family SLAVES =
            Family.gauge(
                    GROUP,
                    "node_bonding_slaves",
                    "Links that belong to a bond, from /sys/class/net/BOND/bonding/slaves.",
                    "master");
    static final Family ACTIVE =
            Family.gauge(
                    GROUP,
                    "node_bonding_active",
                    "Links of a bond whose mii_status is up.",
                    "master");

    public static final List<Family> FAMILIES = List.of(SLAVES, ACTIVE);

    private static final String NET = "class/net/";

    private final FileTree sys;

    public Bonding(FileTree sys) {
        this.sys = sys;
    }

    @Override
    public void sample(SampleSink sink) throws IOException {
        for (String master : sys.read(NET + "bonding_masters", Bonding::words)) {
            var slaves = sys.read(NET + master + "/bonding/slaves", Bonding::words);
            sink.add(SLAVES, slaves.size(), master);
            long active = slaves.stream().filter(slave -> isUp(master, slave)).count();
            sink.add(ACTIVE, (double) active, master);
        }
    }

    /** Kernels before 3.13 link a bond to its members as {@code slave_*}. */
    private boolean isUp(String master, String slave) {
        return status(master + "/lower_" + slave)
                .or(() -> status(master + "/slave_" + slave))
                .filter("up"::equals)
                .isPresent();
    }

    private Optional<String> status(String link) {
        return sys.attribute(NET + link + "/bonding_slave/mii_status");
    }

    static List<String> words(Text text) {
        var words = new ArrayList<String>();
        while (text.nextLine()) {
            while (text.hasField()) {
                words.add(text.field());
            }
        }
        return words;
    }
}
