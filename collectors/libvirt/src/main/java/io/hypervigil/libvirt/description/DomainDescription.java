package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import io.hypervigil.libvirt.xml.XmlText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a domain is, by its XML.
 *
 * <p>Only the name is always there. What a driver does not say is empty, and what an element says
 * that nobody can read is taken as not said: a description never fails for a part of it.
 *
 * <p>Thread: any; immutable.
 *
 * @param name as it stands, blanks at its ends included
 * @param uuid lower case
 * @param type the driver's: {@code kvm}, {@code qemu}, {@code lxc}, {@code xen}, {@code test}
 * @param cpuMode {@code host-passthrough}, {@code host-model}, {@code custom}, {@code maximum}
 * @param emulator the program that runs it
 * @param balloonPeriodSeconds how often the guest tells how it uses its memory; empty: never
 * @param ioThreads how many
 * @param launchSecurity {@code sev}, {@code sev-snp}, {@code tdx}, {@code s390-pv}
 */
public record DomainDescription(
        String name,
        Optional<String> uuid,
        Optional<String> title,
        String type,
        OperatingSystem os,
        Vcpus vcpus,
        Memory memory,
        Optional<String> cpuMode,
        Optional<String> emulator,
        List<Disk> disks,
        List<NetworkInterface> interfaces,
        List<HostDevice> hostDevices,
        List<Graphics> graphics,
        List<Channel> channels,
        OptionalInt balloonPeriodSeconds,
        int ioThreads,
        Optional<String> launchSecurity,
        Metadata metadata) {

    private static final int MOST_IO_THREADS = 65_536;

    public DomainDescription {
        disks = List.copyOf(disks);
        interfaces = List.copyOf(interfaces);
        hostDevices = List.copyOf(hostDevices);
        graphics = List.copyOf(graphics);
        channels = List.copyOf(channels);
    }

    /**
     * Reads what {@code virDomainGetXMLDesc} gives.
     *
     * @param labels what of the metadata is wanted beside what is known here
     * @throws MalformedXmlException where it is no XML, no domain, without a name, or beyond the
     *     limits of {@link XmlText}
     */
    public static DomainDescription parse(String xml, MetadataLabels labels)
            throws MalformedXmlException {
        var domain = XmlText.read(xml, "domain");
        var name = domain.at("name").text();
        if (name.isEmpty()) {
            throw new MalformedXmlException("a domain without a name");
        }
        var devices = domain.at("devices");
        return new DomainDescription(
                name,
                domain.at("uuid").content().map(uuid -> uuid.toLowerCase(Locale.ROOT)),
                domain.at("title").content(),
                domain.attribute("type").orElse(""),
                OperatingSystem.of(domain.at("os")),
                Vcpus.of(domain.at("vcpu")),
                Memory.of(domain),
                domain.at("cpu").attribute("mode"),
                devices.at("emulator").content(),
                devices.children("disk").map(Disk::of).toList(),
                devices.children("interface").map(NetworkInterface::of).toList(),
                HostDevice.all(devices),
                devices.children("graphics").map(Graphics::of).toList(),
                devices.children("channel").map(Channel::of).toList(),
                balloonPeriod(devices),
                domain.at("iothreads").count(MOST_IO_THREADS).orElse(0),
                domain.at("launchSecurity").attribute("type"),
                Metadata.of(name, domain.at("metadata"), labels));
    }

    /** What the guest's agent talks through. */
    public Optional<Channel> guestAgent() {
        return channels.stream().filter(Channel::isGuestAgent).findFirst();
    }

    /** Whether a process of QEMU runs it when it runs. */
    public boolean isQemu() {
        return type.equals("kvm") || type.equals("qemu") || type.equals("hvf");
    }

    private static OptionalInt balloonPeriod(Element devices) {
        var seconds = devices.at("memballoon", "stats").count("period", Integer.MAX_VALUE);
        return seconds.orElse(0) > 0 ? seconds : OptionalInt.empty();
    }
}
