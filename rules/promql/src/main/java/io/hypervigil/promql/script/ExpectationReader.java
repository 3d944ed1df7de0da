package io.hypervigil.promql.script;

import com.google.re2j.Pattern;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.script.Command.Expectation;
import io.hypervigil.promql.script.Command.Time;
import io.hypervigil.promql.syntax.Durations;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.syntax.ParseException;
import io.hypervigil.promql.syntax.Parser;
import io.hypervigil.promql.value.Annotations.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads the lines below an {@code eval}: what must come of it. */
final class ExpectationReader {

    private static final Pattern EXPECT =
            Pattern.compile(
                    "^expect\\s+(ordered|fail|warn|no_warn|info|no_info)(?:\\s+(regex|msg):(.+))?$");
    private static final Pattern RANGE =
            Pattern.compile("^expect range vector\\s+from\\s+(.+)\\s+to\\s+(.+)\\s+step\\s+(.+)$");
    private static final String TEXT = "expect string";
    private static final String OLD_MESSAGE = "expected_fail_message";
    private static final String OLD_REGEX = "expected_fail_regexp";

    private final boolean isInstant;
    private Optional<Wanted> failure = Optional.empty();
    private final List<WantedAnnotation> annotations = new ArrayList<>();
    private boolean isOrdered;
    private OptionalDouble scalar = OptionalDouble.empty();
    private Optional<String> text = Optional.empty();
    private final List<Series> series = new ArrayList<>();
    private Optional<Time.Range> rangeTime = Optional.empty();
    private boolean isFinished;

    /**
     * @param oldForm what stands behind {@code eval_}
     */
    ExpectationReader(@Nullable String oldForm, boolean isInstant) {
        this.isInstant = isInstant;
        switch (oldForm == null ? "" : oldForm) {
            case "fail" -> failure = Optional.of(new Wanted.Any());
            case "ordered" -> isOrdered = true;
            case "warn" -> want(Level.WARNING, new Wanted.Any(), false);
            case "info" -> want(Level.INFO, new Wanted.Any(), false);
            // Nothing stands there.
            default -> {}
        }
    }

    private void want(Level level, Wanted text, boolean isOnly) {
        annotations.add(new WantedAnnotation(level, Optional.of(text), isOnly));
    }

    /** Whether another line may follow: behind a scalar or an old message none does. */
    boolean goesOn() {
        return !isFinished;
    }

    void read(String line) {
        if (failure.isPresent() && line.startsWith(OLD_MESSAGE)) {
            failure = Optional.of(new Wanted.Exactly(line.substring(OLD_MESSAGE.length()).strip()));
            isFinished = true;
        } else if (failure.isPresent() && line.startsWith(OLD_REGEX)) {
            failure = Optional.of(found(line.substring(OLD_REGEX.length())));
            isFinished = true;
        } else if (line.startsWith("expect range vector")) {
            rangeTime = Optional.of(range(line));
        } else if (line.startsWith(TEXT)) {
            text = Optional.of(unquoted(line.substring(TEXT.length()).strip()));
        } else if (line.split(" ", 2)[0].equals("expect")) {
            expect(line);
        } else {
            readValues(line);
        }
    }

    private static Wanted found(String regex) {
        return new Wanted.Found(Pattern.compile(regex.strip()));
    }

    private static Time.Range range(String line) {
        var range = RANGE.matcher(line);
        if (!range.matches()) {
            throw new IllegalArgumentException("invalid range vector definition \"" + line + "\"");
        }
        return new Time.Range(
                Durations.parseMillis(range.group(1)),
                Durations.parseMillis(range.group(2)),
                Durations.parseMillis(range.group(3)));
    }

    private static String unquoted(String literal) {
        try {
            if (Parser.parse(literal, ScriptRunner.OPTIONS.parser())
                    instanceof Expr.StringLiteral string) {
                return string.value();
            }
        } catch (ParseException e) {
            throw new IllegalArgumentException("no text in quotes: " + literal, e);
        }
        throw new IllegalArgumentException("no text in quotes: " + literal);
    }

    private void expect(String line) {
        var expect = EXPECT.matcher(line);
        if (!expect.matches()) {
            throw new IllegalArgumentException(
                    "invalid expect statement, must match `expect <type> <match_type>: <string>`"
                            + " format");
        }
        var wanted = wanted(expect.group(2), expect.group(3));
        switch (expect.group(1)) {
            case "ordered" -> isOrdered = true;
            case "fail" -> failure = Optional.of(wanted);
            case "warn" -> want(Level.WARNING, wanted, true);
            case "info" -> want(Level.INFO, wanted, true);
            case "no_warn" -> refuse(Level.WARNING);
            default -> refuse(Level.INFO);
        }
    }

    private void refuse(Level level) {
        annotations.add(new WantedAnnotation(level, Optional.empty(), true));
    }

    private static Wanted wanted(@Nullable String kind, @Nullable String wanted) {
        if (kind == null || wanted == null) {
            return new Wanted.Any();
        }
        return kind.equals("msg") ? new Wanted.Exactly(wanted.strip()) : found(wanted);
    }

    private void readValues(String line) {
        if (isNumber(line)) {
            scalar = OptionalDouble.of(Numbers.parse(line));
            isFinished = true;
            return;
        }
        var read = SeriesLine.parse(line);
        if (isInstant && read.points().size() > 1 && rangeTime.isEmpty()) {
            throw new IllegalArgumentException(
                    "expecting multiple values in instant evaluation not allowed. consider using"
                            + " 'expect range vector' directive to enable a range vector result for"
                            + " an instant query");
        }
        series.add(read);
    }

    private static boolean isNumber(String line) {
        try {
            Numbers.parse(line);
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    Expectation finish() {
        return new Expectation(
                failure, List.copyOf(annotations), isOrdered, scalar, text, series, rangeTime);
    }
}
