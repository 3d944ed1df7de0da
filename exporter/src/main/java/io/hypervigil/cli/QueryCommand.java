package io.hypervigil.cli;

import io.hypervigil.query.Answer;
import io.hypervigil.query.AnswerReader;
import io.hypervigil.query.AnswerTable;
import io.hypervigil.query.QueryClient;
import io.hypervigil.query.QueryMark;
import io.hypervigil.query.ServerAddress;
import io.hypervigil.query.Unanswered;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code query}: asks a running server. */
final class QueryCommand {

    /** How a result is written. */
    enum Format {
        /** For people. */
        TABLE,
        /** As the server gives it. */
        JSON
    }

    private final Console console;
    private final ServerAddress server;
    private final Format format;

    QueryCommand(Console console, ServerAddress server, Format format) {
        this.console = console;
        this.server = server;
        this.format = format;
    }

    /**
     * @param time "" for the server's now
     */
    int instant(String query, String time)
            throws CommandFailure, IOException, InterruptedException {
        return run(
                "/api/v1/query",
                time.isEmpty() ? Map.of("query", query) : Map.of("query", query, "time", time));
    }

    int range(String query, QuerySpan span)
            throws CommandFailure, IOException, InterruptedException {
        return run(
                "/api/v1/query_range",
                Map.of(
                        "query",
                        query,
                        "start",
                        span.start(),
                        "end",
                        span.end(),
                        "step",
                        span.step()));
    }

    private int run(String path, Map<String, String> parameters)
            throws CommandFailure, IOException, InterruptedException {
        byte[] body;
        try {
            body = new QueryClient(server).ask(path, new TreeMap<>(parameters));
        } catch (Unanswered e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e.remedy(), e);
        }
        return switch (AnswerReader.read(body)) {
            case Answer.Refusal refusal -> refused(refusal, parameters.getOrDefault("query", ""));
            case Answer.Result result -> {
                result.warnings().forEach(console::complain);
                print(result, body);
                yield Cli.DONE;
            }
        };
    }

    private void print(Answer.Result result, byte[] body) throws IOException {
        switch (format) {
            case JSON ->
                    console.print(
                            out ->
                                    out.print(
                                            new String(body, StandardCharsets.UTF_8).stripTrailing()
                                                    + "\n"));
            case TABLE -> {
                var lines = AnswerTable.lines(result);
                if (lines.isEmpty()) {
                    console.complain("no series");
                }
                console.print(
                        out -> lines.forEach(line -> out.print(Console.harmless(line) + "\n")));
            }
        }
    }

    private int refused(Answer.Refusal refusal, String query) {
        console.complain("hypervigil: " + refusal.type() + ": " + refusal.message());
        QueryMark.of(query, refusal.message())
                .orElse(List.of())
                .forEach(line -> console.complain("  " + line));
        return Cli.FAILED;
    }
}
