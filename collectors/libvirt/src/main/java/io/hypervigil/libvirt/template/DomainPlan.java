package io.hypervigil.libvirt.template;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A machine as it is to be made.
 *
 * @param owner whom its quota counts for
 * @param template that it was made from
 */
public record DomainPlan(
        String name,
        UUID uuid,
        Optional<String> owner,
        Optional<String> template,
        Machine machine,
        Devices devices) {

    private static final int MAX_OWNER = 128;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+@-]{0,62}");

    /** Refuses a name or an owner that is none. */
    public DomainPlan {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name: 1 to 63 letters, digits, '.', '_', '+', '@' and '-' expected");
        }
        owner.ifPresent(text -> PlainText.check("owner", text, MAX_OWNER));
        template.ifPresent(Template::checkName);
    }

    /** As libvirt takes it. */
    public String xml() {
        return new DomainXml(this).text();
    }
}
