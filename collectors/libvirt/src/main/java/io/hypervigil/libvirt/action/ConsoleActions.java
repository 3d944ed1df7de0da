package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.xml.Element;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import io.hypervigil.libvirt.xml.XmlText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a guest wrote to its serial console, where its description has that kept in a file. */
final class ConsoleActions {

    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_LINES = 10_000;
    private static final long USUAL_LINES = 100;

    private static final Parameter LINES =
            Parameter.optional(
                    "lines",
                    new Parameter.Type.Whole(1, MOST_LINES),
                    "How many of the last lines, of at most 256 KiB; 100 if not said");

    private final Declared declared;

    ConsoleActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.onVm(
                        // A guest may print its first password there: not for all who may look.
                        Head.reads(
                                        "vm.console-log",
                                        "The last that a guest wrote to its serial console")
                                .forOperators(),
                        ConsoleActions::log,
                        LINES));
    }

    private static ActionResult log(Sessions sessions, ActionCall call) throws ActionFailure {
        long most = call.whole(LINES.name()).orElse(USUAL_LINES);
        return sessions.onVm(
                "vm.console-log",
                call,
                sessions.patience(),
                vm -> {
                    var file = file(vm);
                    var real = allowed(vm, file, sessions.control().settings().consoleFolders());
                    return ActionResult.unchanged(
                            vm.details()
                                    .text("file", file)
                                    .texts("lines", tail(vm, real, most))
                                    .fields());
                });
    }

    /** The file that the description names; nobody else may name one. */
    private static String file(Vm vm) throws ActionFailure, VirtException {
        try {
            var devices = XmlText.read(vm.control().domain().xml(), "domain").at("devices");
            return Stream.of("serial", "console")
                    .flatMap(devices::children)
                    .map(ConsoleActions::log)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    Refusal.of(
                                            Kind.NOT_FOUND,
                                            vm.name() + " keeps no log of its console",
                                            "give its serial device a <log file='...'/>"));
        } catch (MalformedXmlException e) {
            throw new ActionFailure(
                    Kind.FAILED, vm.name() + ": " + e.getMessage(), "see virsh dumpxml", e);
        }
    }

    private static Optional<String> log(Element device) {
        return device.at("log").attribute("file");
    }

    /** Links are followed first, so that none leads out of the folders. */
    private static Path allowed(Vm vm, String file, List<String> folders) throws ActionFailure {
        try {
            var real = Path.of(file).toRealPath();
            for (String folder : folders) {
                var allowed = Path.of(folder);
                if (Files.isDirectory(allowed) && real.startsWith(allowed.toRealPath())) {
                    return real;
                }
            }
        } catch (IOException e) {
            throw unreadable(vm, file, e);
        }
        throw Refusal.of(
                Kind.NOT_PERMITTED,
                vm.name() + ": its console's log " + file + " is in no folder that may be read",
                "allowed are: " + String.join(", ", folders) + "; console_folders changes that");
    }

    private static List<String> tail(Vm vm, Path file, long most) throws ActionFailure {
        // First of all: a pipe would be waited for.
        if (!Files.isRegularFile(file)) {
            throw unreadable(vm, file.toString(), new IOException("not a file"));
        }
        try (var channel = FileChannel.open(file)) {
            long from = Math.max(0, channel.size() - MOST_BYTES);
            var bytes = ByteBuffer.allocate((int) Math.min(MOST_BYTES, channel.size()));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
                // Until all of it is there.
            }
            var lines = StandardCharsets.UTF_8.decode(bytes.flip()).toString().lines().toList();
            return lines.subList((int) Math.max(0, lines.size() - most), lines.size());
        } catch (IOException e) {
            throw unreadable(vm, file.toString(), e);
        }
    }

    private static ActionFailure unreadable(Vm vm, String file, IOException e) {
        return new ActionFailure(
                Kind.UNAVAILABLE,
                vm.name() + ": its console's log " + file + ": " + e,
                "let Hypervigil's user read it",
                e);
    }
}
