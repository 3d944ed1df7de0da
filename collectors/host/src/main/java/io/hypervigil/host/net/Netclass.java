package io.hypervigil.host.net;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.HostPart;
import io.hypervigil.host.part.NotHere;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What each network device is, and whether its link is up.
 *
 * <pre>
 * node_network_up{device="eth0"} 1
 * node_network_speed_bytes{device="eth0"} 1.25e+09
 * node_network_info{device="eth0",address="52:54:00:…",operstate="up",adminstate="up",…} 1
 * </pre>
 */
public final class Netclass implements HostPart {

    public static final Group GROUP = Group.on("netclass", "network devices from /sys/class/net");

    static final Family UP =
            Family.gauge(
                    GROUP,
                    "node_network_up",
                    "Whether a network device's operstate is up, from /sys/class/net.",
                    "device");
    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_network_info",
                    "What a network device is, from /sys/class/net.",
                    "device",
                    "address",
                    "broadcast",
                    "duplex",
                    "operstate",
                    "adminstate",
                    "ifalias");
    static final Family SPEED =
            gauge("speed_bytes", "Speed of the link a second, -125000 where it is not known");

    private static final List<Attribute> ATTRIBUTES =
            List.of(
                    new Attribute(
                            "addr_assign_type",
                            gauge("address_assign_type", "How the device got its address")),
                    new Attribute("carrier", gauge("carrier", "Whether there is a carrier")),
                    new Attribute(
                            "carrier_changes",
                            counter("carrier_changes_total", "Times the carrier came or went")),
                    new Attribute(
                            "carrier_up_count",
                            counter("carrier_up_changes_total", "Times the carrier came")),
                    new Attribute(
                            "carrier_down_count",
                            counter("carrier_down_changes_total", "Times the carrier went")),
                    new Attribute(
                            "dev_id",
                            gauge("device_id", "Tells devices apart that share an address")),
                    new Attribute("dormant", gauge("dormant", "Whether the device waits")),
                    new Attribute("flags", gauge("flags", "IFF_ flags of linux/if.h")),
                    new Attribute("ifindex", gauge("iface_id", "Index of the device")),
                    new Attribute("iflink", gauge("iface_link", "Index of the device below it")),
                    new Attribute(
                            "link_mode", gauge("iface_link_mode", "How the link's state is set")),
                    new Attribute("mtu", gauge("mtu_bytes", "Largest packet the device takes")),
                    new Attribute(
                            "name_assign_type",
                            gauge("name_assign_type", "How the device got its name")),
                    new Attribute("netdev_group", gauge("net_dev_group", "Group of the device")),
                    new Attribute(
                            "tx_queue_len",
                            gauge("transmit_queue_length", "Packets the queue holds")),
                    new Attribute(
                            "type", gauge("protocol_type", "ARPHRD_ type of linux/if_arp.h")));

    public static final List<Family> FAMILIES = families();

    private static final String FOLDER = "class/net";
    private static final long IFF_UP = 1;
    private static final double BYTES_PER_MEGABIT = 125_000;

    private final FileTree sys;
    private final boolean ignoresInvalidSpeed;
    private final Predicate<String> isWanted;

    /** A file with a number. */
    private record Attribute(String file, Family family) {}

    /**
     * @param withGuests whether devices of guests are described, where no pattern says
     */
    public Netclass(FileTree sys, NetclassSettings settings, boolean withGuests) {
        this.sys = sys;
        this.ignoresInvalidSpeed = settings.ignoreInvalidSpeed();
        this.isWanted = DeviceChoice.of("", settings.ignoredDevices(), withGuests, sys);
    }

    @Override
    public void sample(SampleSink sink) {
        if (!sys.exists(FOLDER)) {
            throw new NotHere("no " + sys.root().resolve(FOLDER));
        }
        for (String device : sys.list(FOLDER)) {
            // A folder: bonding_masters is a file among the devices.
            if (isWanted.test(device) && sys.exists(FOLDER + "/" + device + "/.")) {
                sample(device, FOLDER + "/" + device + "/", sink);
            }
        }
    }

    private void sample(String device, String folder, SampleSink sink) {
        var operstate = text(folder + "operstate");
        sink.add(UP, operstate.equals("up") ? 1 : 0, device);
        sink.add(
                INFO,
                1,
                device,
                text(folder + "address"),
                text(folder + "broadcast"),
                text(folder + "duplex"),
                operstate,
                adminState(SysNumber.read(sys, folder + "flags")),
                text(folder + "ifalias"));
        for (Attribute attribute : ATTRIBUTES) {
            SysNumber.read(sys, folder + attribute.file)
                    .ifPresent(value -> sink.add(attribute.family, (double) value, device));
        }
        SysNumber.read(sys, folder + "speed")
                .ifPresent(megabits -> writeSpeed(megabits, device, sink));
    }

    /** To the letter of node_exporter: negative where the device says -1. */
    private void writeSpeed(long megabits, String device, SampleSink sink) {
        if (megabits >= 0 || !ignoresInvalidSpeed) {
            sink.add(SPEED, megabits * BYTES_PER_MEGABIT, device);
        }
    }

    private String text(String file) {
        return sys.attribute(file).orElse("");
    }

    private static String adminState(OptionalLong flags) {
        if (flags.isEmpty()) {
            return "unknown";
        }
        return (flags.getAsLong() & IFF_UP) == 0 ? "down" : "up";
    }

    private static Family gauge(String name, String what) {
        return Family.gauge(
                GROUP, "node_network_" + name, what + ", from /sys/class/net.", "device");
    }

    private static Family counter(String name, String what) {
        return Family.counter(
                GROUP, "node_network_" + name, what + ", from /sys/class/net.", "device");
    }

    private static List<Family> families() {
        var families = new ArrayList<>(List.of(UP, INFO, SPEED));
        ATTRIBUTES.forEach(attribute -> families.add(attribute.family));
        return List.copyOf(families);
    }
}
