package io.hypervigil.libvirt.resource;

import static io.hypervigil.libvirt.domain.VirtFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.TypedParameters;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What the agent within a guest says. A guest may say anything: what there can be many of is
 * written up to a number.
 *
 * <pre>
 * libvirt_domain_guest_filesystem_used_bytes{domain="web",device="vda1",mount_point="/",file_system_type="ext4"} 3221225472
 * libvirt_domain_guest_users{domain="web"} 1
 * </pre>
 */
final class GuestFamilies {

    static final Group GROUP =
            Group.off("libvirt.guest", "what agents within guests say, from libvirt");

    private static final int MAX_FILE_SYSTEMS = 64;
    private static final int MAX_INTERFACES = 32;
    private static final int MAX_ADDRESSES = 64;
    private static final String AGENT = ", from virDomainGetGuestInfo.";

    private static final Family CAPACITY =
            fileSystem("capacity_bytes", "Size of a file system as its guest sees it");
    private static final Family USED =
            fileSystem("used_bytes", "Used part of a file system as its guest sees it");
    private static final Family OS =
            guest(
                    "os_info",
                    "The system that a guest runs",
                    "id",
                    "name",
                    "version",
                    "version_id",
                    "kernel_release",
                    "machine");
    private static final Family HOSTNAME =
            guest("hostname_info", "What a guest calls itself", "hostname");
    private static final Family USERS = guest("users", "Sessions of users within a guest");
    private static final Family TIME_ZONE =
            guest("timezone_info", "The time zone of a guest", "timezone");
    private static final Family TIME_ZONE_OFFSET =
            guest("timezone_offset_seconds", "How far a guest's clock is ahead of UTC");
    private static final Family LOAD_1 = guest("load1", "Load of a guest over a minute");
    private static final Family LOAD_5 = guest("load5", "Load of a guest over five minutes");
    private static final Family LOAD_15 = guest("load15", "Load of a guest over a quarter hour");
    private static final Family ADDRESS = Addresses.family(GROUP);

    static final List<Family> FAMILIES =
            List.of(
                    CAPACITY,
                    USED,
                    OS,
                    HOSTNAME,
                    USERS,
                    TIME_ZONE,
                    TIME_ZONE_OFFSET,
                    LOAD_1,
                    LOAD_5,
                    LOAD_15,
                    ADDRESS);

    private GuestFamilies() {}

    /** Writes what an agent said. */
    static void write(String domain, TypedParameters said, SampleSink out) {
        fileSystems(domain, said, out);
        system(domain, said, out);
        number(USERS, domain, "user.count", said, out);
        number(TIME_ZONE_OFFSET, domain, "timezone.offset", said, out);
        number(LOAD_1, domain, "load.1m", said, out);
        number(LOAD_5, domain, "load.5m", said, out);
        number(LOAD_15, domain, "load.15m", said, out);
        text(HOSTNAME, domain, "hostname", said, out);
        text(TIME_ZONE, domain, "timezone.name", said, out);
        addresses(domain, said, out);
    }

    private static void fileSystems(String domain, TypedParameters said, SampleSink out) {
        var seen = new HashSet<List<String>>();
        prefixes("fs", MAX_FILE_SYSTEMS, said)
                .forEach(
                        each -> {
                            var device = said.text(each + "name").orElse("");
                            var mountPoint = said.text(each + "mountpoint").orElse("");
                            var type = said.text(each + "fstype").orElse("");
                            if (!seen.add(List.of(device, mountPoint, type))) {
                                return;
                            }
                            said.number(each + "total-bytes")
                                    .ifPresent(
                                            bytes ->
                                                    out.add(
                                                            CAPACITY,
                                                            bytes,
                                                            domain,
                                                            device,
                                                            mountPoint,
                                                            type));
                            said.number(each + "used-bytes")
                                    .ifPresent(
                                            bytes ->
                                                    out.add(
                                                            USED,
                                                            bytes,
                                                            domain,
                                                            device,
                                                            mountPoint,
                                                            type));
                        });
    }

    private static void system(String domain, TypedParameters said, SampleSink out) {
        if (said.names().stream().noneMatch(name -> name.startsWith("os."))) {
            return;
        }
        out.add(
                OS,
                1,
                domain,
                said.text("os.id").orElse(""),
                said.text("os.pretty-name").or(() -> said.text("os.name")).orElse(""),
                said.text("os.version").orElse(""),
                said.text("os.version-id").orElse(""),
                said.text("os.kernel-release").orElse(""),
                said.text("os.machine").orElse(""));
    }

    /** Those of an interface that has a hardware address: not the guest's own loopback. */
    private static void addresses(String domain, TypedParameters said, SampleSink out) {
        prefixes("if", MAX_INTERFACES, said)
                .flatMap(each -> addresses(each, said))
                .distinct()
                .limit(MAX_ADDRESSES)
                .forEach(each -> out.add(ADDRESS, 1, domain, each.mac, each.address, "agent"));
    }

    private record Address(String mac, String address) {}

    private static Stream<Address> addresses(String each, TypedParameters said) {
        var mac = said.text(each + "hwaddr").orElse("").toLowerCase(Locale.ROOT);
        if (mac.isEmpty() || mac.equals("00:00:00:00:00:00")) {
            return Stream.empty();
        }
        return prefixes(each + "addr", MAX_ADDRESSES, said)
                .flatMap(address -> said.text(address + "addr").stream())
                .map(address -> new Address(mac, address));
    }

    /** {@code fs.0.}, {@code fs.1.} and so on, as many as there are. */
    private static Stream<String> prefixes(String list, int max, TypedParameters said) {
        long count = Math.min(max, said.whole(list + ".count").orElse(0));
        return LongStream.range(0, count).mapToObj(i -> list + "." + i + ".");
    }

    private static void number(
            Family family, String domain, String name, TypedParameters said, SampleSink out) {
        said.number(name).ifPresent(value -> out.add(family, value, domain));
    }

    private static void text(
            Family family, String domain, String name, TypedParameters said, SampleSink out) {
        said.text(name).ifPresent(value -> out.add(family, 1, domain, value));
    }

    private static Family fileSystem(String name, String help) {
        return guest("filesystem_" + name, help, "device", "mount_point", "file_system_type");
    }

    private static Family guest(String name, String help, String... labels) {
        return gauge(
                GROUP,
                "libvirt_domain_guest_" + name,
                help + AGENT,
                Stream.concat(Stream.of("domain"), Stream.of(labels)).toArray(String[]::new));
    }
}
