package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * What OpenStack's Nova wrote of an instance, whatever the version of its namespace.
 *
 * @param name of the instance: the domain's is another
 * @param flavorId of Nova from 2025 on
 * @param userId a UUID without dashes at times
 * @param root what it was made from, where that is known
 */
public record OpenStack(
        Optional<String> name,
        Optional<Instant> created,
        Optional<String> flavor,
        Optional<String> flavorId,
        FlavorSize size,
        Optional<String> userName,
        Optional<String> userId,
        Optional<String> projectName,
        Optional<String> projectId,
        Optional<Root> root) {

    private static final String NAMESPACE = "http://openstack.org/xmlns/libvirt/nova/";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /**
     * What it was made from.
     *
     * @param type {@code image}, the only one that Nova writes
     * @param uuid of the image
     */
    public record Root(String type, String uuid) {}

    static Optional<OpenStack> find(Element metadata) {
        return metadata.children().stream()
                .filter(child -> child.namespace().startsWith(NAMESPACE))
                .filter(child -> child.name().equals("instance"))
                .findFirst()
                .map(OpenStack::of);
    }

    private static OpenStack of(Element instance) {
        var flavor = instance.at("flavor");
        var user = instance.at("owner", "user");
        var project = instance.at("owner", "project");
        return new OpenStack(
                instance.at("name").content(),
                instance.at("creationTime").content().flatMap(OpenStack::time),
                flavor.attribute("name"),
                flavor.attribute("id"),
                FlavorSize.of(flavor),
                user.content(),
                user.attribute("uuid"),
                project.content(),
                project.attribute("uuid"),
                instance.child("root").map(OpenStack::root));
    }

    private static Root root(Element root) {
        return new Root(root.attribute("type").orElse(""), root.attribute("uuid").orElse(""));
    }

    /** Nova writes it in UTC and does not say so. */
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
