package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.Optional;

/**
 * A channel between a domain and the host.
 *
 * @param type {@code unix}, {@code spicevmc}, {@code pty}
 * @param name what the guest knows it by
 * @param state {@code connected} or {@code disconnected}: whether somebody in the guest listens
 */
public record Channel(String type, Optional<String> name, Optional<String> state) {

    private static final String GUEST_AGENT = "org.qemu.guest_agent.";

    static Channel of(Element channel) {
        var target = channel.at("target");
        return new Channel(
                channel.attribute("type").orElse(""),
                target.attribute("name"),
                target.attribute("state"));
    }

    /** Whether it is the guest agent's. */
    public boolean isGuestAgent() {
        return name.filter(own -> own.startsWith(GUEST_AGENT)).isPresent();
    }

    /** Whether somebody in the guest listens. */
    public boolean isConnected() {
        return state.filter("connected"::equals).isPresent();
    }
}
