package io.hypervigil.libvirt.template;

import java.util.regex.Pattern;

/**
 * What a network card is plugged into. Written {@code network:NAME}, {@code bridge:NAME}, {@code
 * user} or {@code none}.
 */
public sealed interface NetworkLink {

    /** A network of libvirt's. */
    record Virtual(String name) implements NetworkLink {

        /** Refuses what can be no name of libvirt's. */
        public Virtual {
            PlainText.check("network", name, 100);
            if (name.contains("/")) {
                throw new IllegalArgumentException("network: a name has no '/'");
            }
        }

        @Override
        public String text() {
            return "network:" + name;
        }
    }

    /** A bridge of the host. */
    record Bridge(String name) implements NetworkLink {

        private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,14}");

        /** Refuses what can be no interface of Linux'. */
        public Bridge {
            if (!INTERFACE.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "network: a bridge like br0 expected, at most 15 characters");
            }
        }

        @Override
        public String text() {
            return "bridge:" + name;
        }
    }

    /** QEMU's own network: outwards only, for hosts without rights to another. */
    record User() implements NetworkLink {
        @Override
        public String text() {
            return "user";
        }
    }

    /** No card at all. */
    record None() implements NetworkLink {
        @Override
        public String text() {
            return "none";
        }
    }

    /** As people write it. */
    String text();

    /**
     * @throws IllegalArgumentException where it is none of them
     */
    static NetworkLink parse(String text) {
        var stripped = text.strip();
        int colon = stripped.indexOf(':');
        var kind = colon < 0 ? stripped : stripped.substring(0, colon);
        var name = colon < 0 ? "" : stripped.substring(colon + 1);
        return switch (kind) {
            case "network" -> new Virtual(name);
            case "bridge" -> new Bridge(name);
            case "user" -> new User();
            case "none" -> new None();
            default ->
                    throw new IllegalArgumentException(
                            "network: network:NAME, bridge:NAME, user or none expected");
        };
    }
}
