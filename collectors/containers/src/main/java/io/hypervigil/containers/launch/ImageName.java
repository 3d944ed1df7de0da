package io.hypervigil.containers.launch;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an image, as Docker and Podman read it: {@code [HOST[:PORT]/]PATH[:TAG][@DIGEST]}.
 *
 * @param given as it was asked for
 * @param registry the host that it comes from, {@code docker.io} where none is named
 * @param path below it, {@code library/busybox}
 * @param tag empty where none is given
 * @param digest {@code sha256:…}
 */
public record ImageName(
        String given, String registry, String path, Optional<String> tag, Optional<String> digest) {

    private static final String HUB = "docker.io";
    private static final int MOST_CHARACTERS = 512;

    private static final Pattern NAME =
            Pattern.compile(
                    "(?:(?<host>[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?)/)??"
                            + "(?<path>[a-z0-9]+(?:[._-]+[a-z0-9]+)*"
                            + "(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*)"
                            + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
                            + "(?:@(?<digest>sha256:[0-9a-f]{64}))?");

    /**
     * @throws ActionFailure INVALID where it is none
     */
    public static ImageName parse(String text) throws ActionFailure {
        var parts = NAME.matcher(text.length() <= MOST_CHARACTERS ? text : "");
        if (!parts.matches()) {
            throw new ActionFailure(
                    Kind.INVALID,
                    "image: '" + text + "' is no name of an image",
                    "give [HOST/]NAME[:TAG], such as registry.example.org/team/app:1.2",
                    null);
        }
        var path = parts.group("path");
        var host = Optional.ofNullable(parts.group("host"));
        int slash = path.indexOf('/');
        if (host.isEmpty() && slash > 0 && isHost(path.substring(0, slash))) {
            host = Optional.of(path.substring(0, slash));
            path = path.substring(slash + 1);
        } else if (host.isPresent() && !isHost(host.get())) {
            path = host.get() + "/" + path;
            host = Optional.empty();
        }
        boolean isOfHub = host.isEmpty() && path.indexOf('/') < 0;
        return new ImageName(
                text,
                host.orElse(HUB),
                isOfHub ? "library/" + path : path,
                Optional.ofNullable(parts.group("tag")),
                Optional.ofNullable(parts.group("digest")));
    }

    /** A first part without a dot and a port is a user of the hub, unless it is this machine. */
    private static boolean isHost(String part) {
        return part.indexOf('.') >= 0 || part.indexOf(':') >= 0 || part.equals("localhost");
    }

    /** With its registry, but without tag and digest: what a pull asks for. */
    public String repository() {
        return registry + "/" + path;
    }

    /** What a pull asks for of it: its digest, or its tag, or {@code latest}. */
    public String version() {
        return digest.or(() -> tag).orElse("latest");
    }
}
