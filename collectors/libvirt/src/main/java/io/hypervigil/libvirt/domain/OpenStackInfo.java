package io.hypervigil.libvirt.domain;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.description.FlavorSize;
import io.hypervigil.libvirt.description.OpenStack;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What OpenStack's Nova wrote of the instance that a domain is.
 *
 * <pre>
 * libvirt_domain_openstack_info{domain="instance-00000885",instance_name="db-1",
 *     instance_id="629b29b9-…",flavor_name="m1.large",user_name="bob",user_id="b7e0c1d2…",
 *     project_name="billing",project_id="0f1e2d3c…",root_type="image",root_uuid="8d7c6b5a-…"} 1
 * libvirt_domain_openstack_created_timestamp_seconds{domain="instance-00000885"} 1.745906469e+09
 * </pre>
 */
public final class OpenStackInfo {

    public static final Group GROUP =
            Group.on(
                    "libvirt.openstack",
                    "what Nova wrote into the metadata of domains, where it did");

    private static final Family INFO =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_openstack_info",
                    "The instance of OpenStack that the domain is, from Nova's metadata; the value"
                            + " is 1.",
                    "domain",
                    "instance_name",
                    "instance_id",
                    "flavor_name",
                    "user_name",
                    "user_id",
                    "project_name",
                    "project_id",
                    "root_type",
                    "root_uuid");
    private static final Family CREATED =
            of("created_timestamp_seconds", "When the instance was made, in seconds since 1970");
    private static final List<Size> SIZES =
            List.of(
                    new Size(of("flavor_vcpus", "vCPUs of the flavor"), FlavorSize::vcpus),
                    size("memory", "Memory of the flavor", FlavorSize::memoryBytes),
                    size(
                            "disk",
                            "Root disk of the flavor, 0 for one as large as its image",
                            FlavorSize::diskBytes),
                    size("ephemeral", "Ephemeral disk of the flavor", FlavorSize::ephemeralBytes),
                    size("swap", "Swap of the flavor", FlavorSize::swapBytes));

    /** Writes the group. */
    public static final DomainPart PART =
            new DomainPart(
                    GROUP,
                    Stream.concat(Stream.of(INFO, CREATED), SIZES.stream().map(Size::family))
                            .toList(),
                    OpenStackInfo::write);

    private record Size(Family family, Function<FlavorSize, OptionalLong> value) {}

    private OpenStackInfo() {}

    private static void write(KnownDomain domain, SampleSink sink) {
        domain.description()
                .metadata()
                .openStack()
                .ifPresent(instance -> write(domain, instance, sink));
    }

    private static void write(KnownDomain domain, OpenStack instance, SampleSink sink) {
        sink.add(
                INFO,
                1,
                domain.name(),
                instance.name().orElse(""),
                domain.uuid(),
                instance.flavor().orElse(""),
                instance.userName().orElse(""),
                instance.userId().orElse(""),
                instance.projectName().orElse(""),
                instance.projectId().orElse(""),
                instance.root().map(OpenStack.Root::type).orElse(""),
                instance.root().map(OpenStack.Root::uuid).orElse(""));
        instance.created()
                .ifPresent(
                        time -> sink.add(CREATED, (double) time.getEpochSecond(), domain.name()));
        for (Size size : SIZES) {
            size.value()
                    .apply(instance.size())
                    .ifPresent(value -> sink.add(size.family(), (double) value, domain.name()));
        }
    }

    private static Size size(String what, String help, Function<FlavorSize, OptionalLong> value) {
        return new Size(of("flavor_" + what + "_bytes", help), value);
    }

    private static Family of(String name, String help) {
        return VirtFamily.gauge(
                GROUP,
                "libvirt_domain_openstack_" + name,
                help + ", from Nova's metadata.",
                "domain");
    }
}
