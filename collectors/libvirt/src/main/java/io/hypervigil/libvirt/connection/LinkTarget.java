package io.hypervigil.libvirt.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a connection goes.
 *
 * @param name the value of the label {@code connection}; a host's only connection needs none
 * @param uri as libvirt takes it: {@code qemu:///system}
 */
public record LinkTarget(Optional<String> name, String uri) {

    /** What is looked for where nothing is configured. */
    public static final LinkTarget LOCAL = new LinkTarget(Optional.empty(), "qemu:///system");

    private static final int MAX_LENGTH = 1_024;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

    public LinkTarget {
        name.ifPresent(LinkTarget::requireName);
        requireUri(uri);
    }

    /**
     * Reads the form of the flag, {@code URI} or {@code NAME=URI}. What stands before the first
     * {@code =} of a URI holds a colon, which no name does.
     *
     * @throws IllegalArgumentException says what was found and what was expected
     */
    public static LinkTarget parse(String text) {
        int equals = text.indexOf('=');
        if (equals >= 0 && text.lastIndexOf(':', equals) < 0) {
            return new LinkTarget(
                    Optional.of(text.substring(0, equals)), text.substring(equals + 1));
        }
        return new LinkTarget(Optional.empty(), text);
    }

    /**
     * All that are configured.
     *
     * @throws IllegalArgumentException also where two could not be told apart
     */
    public static List<LinkTarget> parse(List<String> texts) {
        var targets = texts.stream().map(LinkTarget::parse).toList();
        var names = new HashSet<String>();
        for (LinkTarget target : targets) {
            if (targets.size() > 1 && target.name.isEmpty()) {
                throw new IllegalArgumentException(
                        "libvirt URI '"
                                + target.uri
                                + "': one of several needs a name, NAME=URI expected");
            }
            if (target.name.isPresent() && !names.add(target.name.get())) {
                throw new IllegalArgumentException(
                        "libvirt connection '" + target.name.get() + "': named twice");
            }
        }
        return targets;
    }

    /** What people call it: its name, or its URI where it has none. */
    public String text() {
        return name.orElse(uri);
    }

    /** How threads and probes of this connection are named: {@code connection-east}. */
    public String suffixed(String role) {
        return name.map(each -> role + "-" + each).orElse(role);
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "libvirt connection '"
                            + name
                            + "': 1 to 64 letters, digits, '_', '.' and '-' expected");
        }
    }

    private static void requireUri(String uri) {
        if (uri.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "libvirt URI of " + uri.length() + " characters, at most 1024 expected");
        }
        try {
            var parsed = new URI(uri);
            if (parsed.getScheme() == null || parsed.isOpaque() || parsed.getFragment() != null) {
                throw new IllegalArgumentException(
                        "libvirt URI '" + uri + "': one such as qemu:///system expected");
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("libvirt URI '" + uri + "': " + e.getReason(), e);
        }
    }
}
