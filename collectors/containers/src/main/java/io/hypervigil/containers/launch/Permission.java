package io.hypervigil.containers.launch;

import io.hypervigil.collect.action.ActionFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that lets a container out of its box. None is given unless the configuration names it
 * to the letter.
 *
 * @param kind of what sort
 * @param value which one; "" where there is but one
 */
public record Permission(Kind kind, String value) {

    /** What there is, with what its value looks like. */
    public enum Kind {
        PRIVILEGED("privileged", ""),
        PID("pid", "host"),
        NETWORK("network", "host"),
        IPC("ipc", "host"),
        UTS("uts", "host"),
        CAPABILITY("capability", "[A-Z][A-Z_]{1,40}"),
        DEVICE("device", "/dev(?:/[A-Za-z0-9][A-Za-z0-9_.:-]*)+");

        private final String word;
        private final Pattern value;

        Kind(String word, String value) {
            this.word = word;
            this.value = Pattern.compile(value);
        }
    }

    /**
     * Reads {@code privileged}, {@code pid=host}, {@code network=host}, {@code ipc=host}, {@code
     * uts=host}, {@code capability=SYS_PTRACE} or {@code device=/dev/fuse}; empty where it is none.
     */
    public static Optional<Permission> parse(String text) {
        int equals = text.indexOf('=');
        var word = equals < 0 ? text : text.substring(0, equals);
        var value = equals < 0 ? "" : text.substring(equals + 1);
        for (Kind kind : Kind.values()) {
            if (kind.word.equals(word) && kind.value.matcher(value).matches()) {
                return Optional.of(new Permission(kind, value));
            }
        }
        return Optional.empty();
    }

    /**
     * Reads what a caller asks for.
     *
     * @param allowed what the configuration names
     * @throws ActionFailure for what is none, and for what is not allowed
     */
    public static List<Permission> granted(List<String> asked, List<String> allowed)
            throws ActionFailure {
        var granted = new ArrayList<Permission>();
        for (String text : asked) {
            var permission =
                    parse(text)
                            .orElseThrow(
                                    () ->
                                            failure(
                                                    ActionFailure.Kind.INVALID,
                                                    "permissions: '" + text + "' is none",
                                                    "give privileged, pid=host, network=host,"
                                                            + " ipc=host, uts=host,"
                                                            + " capability=NAME or"
                                                            + " device=/dev/NAME"));
            if (!allowed.contains(text)) {
                throw failure(
                        ActionFailure.Kind.NOT_PERMITTED,
                        "permissions: '" + text + "' is not allowed on this host",
                        "an administrator of the host can add it to"
                                + " collectors.containers.actions.permissions");
            }
            if (!granted.contains(permission)) {
                granted.add(permission);
            }
        }
        return granted;
    }

    private static ActionFailure failure(ActionFailure.Kind kind, String message, String remedy) {
        return new ActionFailure(kind, message, remedy, null);
    }

    /** As it is written. */
    public String text() {
        return value.isEmpty() ? kind.word : kind.word + "=" + value;
    }

    static boolean has(List<Permission> granted, Kind kind) {
        return granted.stream().anyMatch(one -> one.kind == kind);
    }

    static List<String> values(List<Permission> granted, Kind kind) {
        return granted.stream().filter(one -> one.kind == kind).map(Permission::value).toList();
    }
}
