package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A screen that can be looked at from outside.
 *
 * @param type {@code vnc}, {@code spice}, {@code rdp}, {@code sdl}, {@code egl-headless}, {@code
 *     dbus}
 * @param port empty while the domain does not run and the port is not fixed
 * @param tlsPort SPICE's
 * @param listen the address
 * @param socket its path, where it is no port
 */
public record Graphics(
        String type,
        OptionalInt port,
        OptionalInt tlsPort,
        Optional<String> listen,
        Optional<String> socket) {

    private static final int MOST_PORT = 65_535;

    static Graphics of(Element graphics) {
        var listen = graphics.at("listen");
        return new Graphics(
                graphics.attribute("type").orElse(""),
                graphics.count("port", MOST_PORT),
                graphics.count("tlsPort", MOST_PORT),
                graphics.attribute("listen").or(() -> listen.attribute("address")),
                graphics.attribute("socket").or(() -> listen.attribute("socket")));
    }
}
