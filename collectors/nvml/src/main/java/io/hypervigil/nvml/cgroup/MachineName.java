package io.hypervigil.nvml.cgroup;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How libvirt writes a domain's name into the path of its control group.
 *
 * <pre>
 * /machine.slice/machine-qemu\x2d3\x2dweb\x2d1.scope/libvirt/emulator   web-1
 * /machine/qemu-3-web-1.libvirt-qemu/vcpu0                              web-1
 * </pre>
 */
final class MachineName {

    private static final Pattern SCOPE = Pattern.compile("machine-(.+)\\.scope");
    private static final Pattern MACHINE = Pattern.compile("qemu-(?:[0-9]+-)?(.+)");
    private static final Pattern FOLDER =
            Pattern.compile("(?:qemu-[0-9]+-)?(.+)\\.libvirt-qemu", Pattern.DOTALL);
    private static final int ESCAPE_LENGTH = 4;

    private MachineName() {}

    static Optional<String> of(String element) {
        var folder = FOLDER.matcher(element);
        if (folder.matches()) {
            return Optional.of(folder.group(1));
        }
        var scope = SCOPE.matcher(element);
        if (!scope.matches()) {
            return Optional.empty();
        }
        var machine = MACHINE.matcher(unescaped(scope.group(1)));
        return machine.matches() ? Optional.of(machine.group(1)) : Optional.empty();
    }

    /** Undoes systemd-escape: {@code \x2d} for any byte, a dash for a slash. */
    static String unescaped(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        int i = 0;
        while (i < text.length()) {
            int escaped = escapedByte(text, i);
            if (escaped >= 0) {
                bytes.write(escaped);
                i += ESCAPE_LENGTH;
            } else {
                int next = text.offsetByCodePoints(i, 1);
                bytes.writeBytes(
                        text.substring(i, next).replace('-', '/').getBytes(StandardCharsets.UTF_8));
                i = next;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int escapedByte(String text, int at) {
        if (at + ESCAPE_LENGTH > text.length() || !text.startsWith("\\x", at)) {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 2), 16);
        int low = Character.digit(text.charAt(at + 3), 16);
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }
}
