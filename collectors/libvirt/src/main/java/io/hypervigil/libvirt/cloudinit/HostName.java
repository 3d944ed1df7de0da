package io.hypervigil.libvirt.cloudinit;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** A machine's name in the network: labels of letters, digits and dashes. */
public record HostName(String name) {

    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL = 63;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** Refuses all else. */
    public HostName {
        boolean areLabels = Arrays.stream(name.split("\\.", -1)).allMatch(LABEL.asMatchPredicate());
        if (name.length() > MAX_LENGTH || !areLabels) {
            throw new IllegalArgumentException(
                    "hostname: lower case letters, digits, '-' and '.' expected, like web-1");
        }
    }

    /** The name that comes nearest to a domain's. */
    public static HostName near(String domain) {
        var plain =
                domain.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        var cut = plain.substring(0, Math.min(MAX_LABEL, plain.length())).replaceAll("-$", "");
        return new HostName(cut.isEmpty() ? "vm" : cut);
    }
}
