package io.hypervigil.nvml.xid;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How NVIDIA's drivers of all years write what {@link GpuMessage} holds.
 *
 * <pre>
 * NVRM: Xid (PCI:0000:3b:00): 31, pid=4711, name=python3, Ch 00000008, …
 * NVRM: Xid (PCI:0000:3b:00 GPU-I:05 GPU-CI:00): 13, …
 * NVRM: Xid (0000:3b:00): 31, Ch 0000007b, …
 * nvidia-nvswitch0: SXid (PCI:0000:c1:00.0): 12028, Non-fatal, Link 32 …
 * NVRM: GPU 0000:3b:00.0: GPU has fallen off the bus.
 * NVRM: GPU at PCI:0000:3b:00: GPU-7f3c…
 * </pre>
 *
 * <p>Only messages that begin as a driver's are taken, whoever wrote them: root can try an alert
 * with {@code echo "NVRM: Xid (PCI:0000:3b:00): 79, a test" >/dev/kmsg}.
 */
final class MessageGrammar {

    /** Since 270 with PCI: and a domain, before that bus and slot alone. */
    private static final String ADDRESS =
            "(?:PCI:)?((?:[0-9a-fA-F]{4,8}:)?[0-9a-fA-F]{2}:[0-9a-fA-F]{2}(?:\\.[0-7])?)";

    private static final Pattern XID =
            Pattern.compile(
                    "(?:NVRM: )+Xid \\("
                            + ADDRESS
                            + "(?: GPU-I:(\\d{1,4}))?(?: GPU-CI:(\\d{1,4}))?\\): (\\d{1,6})\\b.*");

    /** A switch says one error in up to three lines, of which only the first tells how bad. */
    private static final Pattern SWITCH_XID =
            Pattern.compile(
                    "nvidia-nvswitch\\d+: SXid \\("
                            + ADDRESS
                            + "\\): (\\d{1,6})\\b(?!, (?:Severity |Data \\{)).*");

    private static final Pattern FALLEN_OFF =
            Pattern.compile(
                    "NVRM: (?:The NVIDIA )?GPU (?:at )?" + ADDRESS + "\\b.*fallen off the bus.*");

    private static final Pattern NAMED =
            Pattern.compile("NVRM: GPU at " + ADDRESS + ": (GPU-[0-9a-f-]{36}).*");

    private MessageGrammar() {}

    /** What a message says; empty where it is of something else. */
    static Optional<GpuMessage> parse(String message) {
        if (message.startsWith("NVRM: ")) {
            return match(XID, message)
                    .<GpuMessage>map(MessageGrammar::xid)
                    .or(
                            () ->
                                    match(NAMED, message)
                                            .map(
                                                    it ->
                                                            new GpuMessage.Named(
                                                                    address(it), it.group(2))))
                    .or(
                            () ->
                                    match(FALLEN_OFF, message)
                                            .map(it -> new GpuMessage.FallenOff(address(it))));
        }
        return message.startsWith("nvidia-nvswitch")
                ? match(SWITCH_XID, message)
                        .map(
                                it ->
                                        new GpuMessage.SwitchXid(
                                                address(it), Integer.parseInt(it.group(2))))
                : Optional.empty();
    }

    private static GpuMessage.Xid xid(MatchResult match) {
        return new GpuMessage.Xid(
                address(match),
                Integer.parseInt(match.group(4)),
                instance(match.group(2)),
                instance(match.group(3)));
    }

    private static OptionalInt instance(@Nullable String digits) {
        return digits == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
    }

    private static Optional<MatchResult> match(Pattern pattern, String message) {
        var matcher = pattern.matcher(message);
        return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    /** The driver leaves out the function, which is 0, and old ones the domain, which was 0. */
    private static String address(MatchResult match) {
        var said = match.group(1).toLowerCase(Locale.ROOT);
        var withDomain = said.indexOf(':') == 2 ? "0000:" + said : said;
        return withDomain.indexOf('.') < 0 ? withDomain + ".0" : withDomain;
    }
}
