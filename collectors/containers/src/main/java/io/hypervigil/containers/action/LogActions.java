package io.hypervigil.containers.action;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.containers.action.Target.Found;
import io.hypervigil.containers.http.LogStream;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reading the end of what a container wrote. */
final class LogActions {

    private static final long USUAL_LINES = 100;
    private static final long MOST_LINES = 100_000;
    private static final long USUAL_BYTES = 64 * 1024;
    private static final long MOST_BYTES = 1024 * 1024;

    private static final Parameter TAIL =
            Parameter.optional(
                    "tail",
                    new Parameter.Type.Whole(1, MOST_LINES),
                    "how many of the last lines, both outputs counted; 100 by default");

    private static final Parameter SINCE =
            Parameter.optional(
                    "since",
                    new Parameter.Type.Span(),
                    "only what was written so long ago at most");

    private static final Parameter STREAM =
            Parameter.optional(
                    "stream",
                    new Parameter.Type.Choice(List.of("both", "stdout", "stderr")),
                    "which of its outputs; both by default");

    private static final Parameter LIMIT =
            Parameter.optional(
                    "limit",
                    new Parameter.Type.Size(1, MOST_BYTES),
                    "how much of it, the end; 64KiB by default");

    private final Declared declared;

    LogActions(Declared declared) {
        this.declared = declared;
    }

    List<Action> actions() {
        return List.of(
                declared.onContainer(
                        // What programs write is not for everyone who may look at metrics.
                        Head.reads("container.logs", "Show the end of what a container wrote")
                                .forOperators(),
                        LogActions::logs,
                        TAIL,
                        SINCE,
                        STREAM,
                        LIMIT));
    }

    private static ActionResult logs(ContainerControl control, Found found, ActionCall call)
            throws ActionFailure, IOException {
        boolean hasTerminal =
                found.engine()
                        .inspect(found.id())
                        .map(json -> isTerminal(json))
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                Kind.NOT_FOUND,
                                                found.text() + " is gone",
                                                "container.list shows the containers there are"));
        var tail = new LogTail((int) (long) call.whole(LIMIT.name()).orElse(USUAL_BYTES));
        var answer =
                found.engine().stream(request(control, found, call), control.settings().patience());
        try (var log = hasTerminal ? LogStream.raw(answer) : LogStream.multiplexed(answer)) {
            read(log, tail, control.settings().patience());
        }
        return ActionResult.unchanged(
                Shown.identity(found)
                        .text("log", tail.text())
                        .flag("is_cut", tail.isCut())
                        .fields());
    }

    private static boolean isTerminal(Json json) {
        return json.at("Config", "Tty").isTrue();
    }

    private static void read(LogStream log, LogTail tail, Duration patience) throws IOException {
        Optional<LogStream.Piece> piece = log.next(patience);
        while (piece.isPresent() && !tail.isEnough()) {
            tail.add(piece.get().bytes());
            piece = log.next(patience);
        }
        if (piece.isEmpty() && !log.isEnded()) {
            tail.cut();
        }
    }

    private static Request request(ContainerControl control, Found found, ActionCall call)
            throws ActionFailure {
        var stream = call.text(STREAM.name()).orElse("both");
        var target =
                found.engine()
                        .target("containers", found.id(), "logs")
                        .with("stdout", stream.equals("stderr") ? "0" : "1")
                        .with("stderr", stream.equals("stdout") ? "0" : "1")
                        .with("tail", Long.toString(call.whole(TAIL.name()).orElse(USUAL_LINES)));
        var since = call.span(SINCE.name());
        if (since.isPresent()) {
            if (since.get().isNegative()) {
                throw Refusal.of(Kind.INVALID, "since: less than nothing", "give 10m, say");
            }
            target =
                    target.with(
                            "since",
                            Long.toString(
                                    Math.max(
                                            0,
                                            control.clock()
                                                    .instant()
                                                    .minus(since.get())
                                                    .getEpochSecond())));
        }
        return Request.get(target);
    }
}
