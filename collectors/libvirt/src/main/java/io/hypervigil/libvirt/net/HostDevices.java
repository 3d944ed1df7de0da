package io.hypervigil.libvirt.net;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import io.hypervigil.libvirt.description.NetworkInterface;
import io.hypervigil.libvirt.net.InterfaceCounts.Direction;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The network devices of the host, from one read of /proc/net/dev: libvirt reads that file once for
 * each interface of each domain, which a thousand of them make a second a round.
 *
 * <p>Made for one round. Thread: any; immutable.
 */
public final class HostDevices {

    private static final String OF_FIRST_PROCESS = "1/net/dev";
    private static final String OWN = "net/dev";

    /** Between what is wanted of what was received and what was sent: fifo, frame, and so on. */
    private static final int FIELDS_BETWEEN = 4;

    private final Map<String, InterfaceCounts> devices;

    private HostDevices(Map<String, InterfaceCounts> devices) {
        this.devices = Map.copyOf(devices);
    }

    /**
     * Reads those of the host's network: that of its first process, which a container that was
     * given the host's /proc does not have as its own.
     *
     * @param proc the host's /proc
     * @throws IOException where it cannot be read or is malformed
     */
    public static HostDevices read(FileTree proc) throws IOException {
        var ofFirst = proc.exists(OF_FIRST_PROCESS);
        return proc.read(ofFirst ? OF_FIRST_PROCESS : OWN, HostDevices::parse);
    }

    /** Two lines of headings, and one of each device: a name, a colon, and sixteen counts. */
    static HostDevices parse(Text text) {
        var devices = new HashMap<String, InterfaceCounts>();
        while (text.nextLine()) {
            if (text.has(':') && !text.has('|')) {
                var name = text.until(':');
                var received = direction(text);
                text.skip(FIELDS_BETWEEN);
                devices.put(name, new InterfaceCounts(received, direction(text)));
            }
        }
        return new HostDevices(devices);
    }

    /**
     * What went through an interface of a domain, as the guest sees it; empty where no device of
     * the host is behind it.
     *
     * <p>A macvtap device (type {@code direct}) counts as the guest does; behind every other kind
     * the device is the host's end, and counts the other way round. So libvirt 9.0 has it as well.
     */
    public Optional<InterfaceCounts> of(NetworkInterface nic) {
        return nic.target()
                .map(devices::get)
                .map(counts -> nic.type().equals("direct") ? counts : counts.swapped());
    }

    /** Whether the host has a device of this name, so that nobody else need be asked for it. */
    public boolean has(String device) {
        return devices.containsKey(device);
    }

    private static Direction direction(Text text) {
        return new Direction(text.whole(), text.whole(), text.whole(), text.whole());
    }
}
