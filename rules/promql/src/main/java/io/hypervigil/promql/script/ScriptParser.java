package io.hypervigil.promql.script;

import io.hypervigil.promql.script.Command.Time;
import io.hypervigil.promql.syntax.Durations;
import io.hypervigil.promql.syntax.ParseException;
import io.hypervigil.promql.syntax.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the commands of a script. A command begins on a line of its own, and reaches to an empty
 * line or a comment.
 */
final class ScriptParser {

    private static final Pattern LOAD = Pattern.compile("load(_with_nhcb)?\\s+(.+)");
    private static final Pattern INSTANT =
            Pattern.compile(
                    "eval(?:_(fail|warn|ordered|info))?\\s+instant\\s+at\\s+(\\S+)\\s+(.+)");
    private static final Pattern RANGE =
            Pattern.compile(
                    "eval(?:_(fail|warn|info))?\\s+range\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step"
                            + "\\s+(\\S+)\\s+(.+)");

    private final String name;
    private final List<String> lines;
    private final List<Command> commands = new ArrayList<>();
    private int next;

    ScriptParser(String name, String text) {
        this.name = name;
        this.lines = text.lines().map(ScriptParser::withoutComment).toList();
    }

    private static String withoutComment(String line) {
        var stripped = line.strip();
        return stripped.startsWith("#") ? "" : stripped;
    }

    Script parse() throws ScriptException {
        while (next < lines.size()) {
            var line = lines.get(next++);
            if (!line.isEmpty()) {
                commands.add(command(line));
            }
        }
        return new Script(name, commands);
    }

    private Command command(String line) throws ScriptException {
        var word = line.split("[ \\t]+", 2)[0].toLowerCase(Locale.ROOT);
        int number = next;
        try {
            if (word.equals("clear")) {
                return new Command.Clear();
            }
            if (word.startsWith("load")) {
                return load(line);
            }
            if (word.startsWith("eval")) {
                return evaluation(line);
            }
            throw new IllegalArgumentException("invalid command \"" + line + "\"");
        } catch (IllegalArgumentException e) {
            throw new ScriptException(name, Math.max(number, next), String.valueOf(e.getMessage()));
        }
    }

    /** The lines that belong to a command. */
    private boolean hasMore() {
        return next < lines.size() && !lines.get(next).isEmpty();
    }

    private Command load(String line) {
        var load = LOAD.matcher(line);
        if (!load.matches()) {
            throw new IllegalArgumentException(
                    "invalid load command. (load[_with_nhcb] <step:duration>)");
        }
        var reader = new LoadReader(Durations.parseMillis(load.group(2)));
        while (hasMore()) {
            reader.read(lines.get(next++));
        }
        return reader.finish(load.group(1) != null);
    }

    private Command evaluation(String line) {
        int number = next;
        var instant = INSTANT.matcher(line);
        var range = RANGE.matcher(line);
        ExpectationReader expectation;
        String query;
        Time time;
        if (instant.matches()) {
            time = new Time.Instant(Durations.parseMillis(instant.group(2)));
            query = instant.group(3);
            expectation = new ExpectationReader(instant.group(1), true);
        } else if (range.matches()) {
            time =
                    new Time.Range(
                            Durations.parseMillis(range.group(2)),
                            Durations.parseMillis(range.group(3)),
                            Durations.parseMillis(range.group(4)));
            query = range.group(5);
            expectation = new ExpectationReader(range.group(1), false);
        } else {
            throw new IllegalArgumentException(
                    "invalid evaluation command. Must be either 'eval[_fail|_warn|_ordered]"
                            + " instant [at <offset:duration>] <query>' or 'eval[_fail|_warn]"
                            + " range from <from> to <to> step <step> <query>'");
        }
        check(query);
        while (hasMore() && expectation.goesOn()) {
            expectation.read(lines.get(next++));
        }
        return new Command.Evaluation(number, line, query, time, expectation.finish());
    }

    /** A query that cannot be read is no evaluation that fails, but a mistake of the script. */
    private static void check(String query) {
        try {
            Parser.parse(query, ScriptRunner.OPTIONS.parser());
        } catch (ParseException e) {
            throw new IllegalArgumentException(query + ": " + e.getMessage(), e);
        }
    }
}
