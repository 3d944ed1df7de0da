package io.hypervigil.promql.syntax;

import static io.hypervigil.promql.syntax.TokenType.Kind.FIXED;
import static io.hypervigil.promql.syntax.TokenType.Kind.FREE;
import static io.hypervigil.promql.syntax.TokenType.Kind.KEYWORD;
import static io.hypervigil.promql.syntax.TokenType.Kind.OPERATOR;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a token is. */
enum TokenType {
    END(FREE, "end of input"),
    IDENTIFIER(FREE, "identifier"),
    /** A name with a colon in it. */
    METRIC_IDENTIFIER(FREE, "metric identifier"),
    STRING(FREE, "string"),
    NUMBER(FREE, "number"),
    DURATION(FREE, "duration"),

    LEFT_PAREN(FIXED, "("),
    RIGHT_PAREN(FIXED, ")"),
    LEFT_BRACE(FIXED, "{"),
    RIGHT_BRACE(FIXED, "}"),
    LEFT_BRACKET(FIXED, "["),
    RIGHT_BRACKET(FIXED, "]"),
    COMMA(FIXED, ","),
    COLON(FIXED, ":"),
    EQUAL(FIXED, "="),

    ADD(BinaryOperator.ADD),
    SUBTRACT(BinaryOperator.SUBTRACT),
    MULTIPLY(BinaryOperator.MULTIPLY),
    DIVIDE(BinaryOperator.DIVIDE),
    MODULO(BinaryOperator.MODULO),
    POWER(BinaryOperator.POWER),
    ATAN2(BinaryOperator.ATAN2),
    TRIM_UPPER(BinaryOperator.TRIM_UPPER),
    TRIM_LOWER(BinaryOperator.TRIM_LOWER),
    EQUALS(BinaryOperator.EQUAL),
    NOT_EQUAL(BinaryOperator.NOT_EQUAL),
    LESS(BinaryOperator.LESS),
    GREATER(BinaryOperator.GREATER),
    LESS_OR_EQUAL(BinaryOperator.LESS_OR_EQUAL),
    GREATER_OR_EQUAL(BinaryOperator.GREATER_OR_EQUAL),
    AND(BinaryOperator.AND),
    OR(BinaryOperator.OR),
    UNLESS(BinaryOperator.UNLESS),
    REGEX(OPERATOR, "=~"),
    NOT_REGEX(OPERATOR, "!~"),
    AT(OPERATOR, "@"),

    /** The name of any {@link Aggregator}. */
    AGGREGATOR(Kind.AGGREGATOR, ""),

    BOOL(KEYWORD, "bool"),
    BY(KEYWORD, "by"),
    WITHOUT(KEYWORD, "without"),
    ON(KEYWORD, "on"),
    IGNORING(KEYWORD, "ignoring"),
    GROUP_LEFT(KEYWORD, "group_left"),
    GROUP_RIGHT(KEYWORD, "group_right"),
    FILL(KEYWORD, "fill"),
    FILL_LEFT(KEYWORD, "fill_left"),
    FILL_RIGHT(KEYWORD, "fill_right"),
    OFFSET(KEYWORD, "offset"),
    ANCHORED(KEYWORD, "anchored"),
    SMOOTHED(KEYWORD, "smoothed"),

    START(FIXED, "start"),
    END_OF_QUERY(FIXED, "end"),
    STEP(FIXED, "step"),
    RANGE(FIXED, "range"),
    MIN_OF(FIXED, "min_of"),
    MAX_OF(FIXED, "max_of");

    /** How errors show a token. */
    enum Kind {
        /** Its text is anything; errors name the type too. */
        FREE,
        FIXED,
        OPERATOR,
        AGGREGATOR,
        KEYWORD
    }

    /** Words with a meaning, in lower case. */
    private static final Map<String, TokenType> WORDS = words();

    private final Kind kind;
    private final String text;
    private final @Nullable BinaryOperator operator;

    TokenType(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
        this.operator = null;
    }

    TokenType(BinaryOperator operator) {
        this.kind = OPERATOR;
        this.text = operator.symbol();
        this.operator = operator;
    }

    private static Map<String, TokenType> words() {
        var words = new HashMap<String, TokenType>();
        for (var type : values()) {
            if (type.kind != FREE
                    && !type.text.isEmpty()
                    && Character.isLetter(type.text.charAt(0))) {
                words.put(type.text, type);
            }
        }
        for (var aggregator : Aggregator.values()) {
            words.put(aggregator.id(), AGGREGATOR);
        }
        words.put("inf", NUMBER);
        words.put("nan", NUMBER);
        return Map.copyOf(words);
    }

    /** The type of a word that has a meaning in the language, in whatever case it is written. */
    static @Nullable TokenType ofWord(String word) {
        return WORDS.get(word.toLowerCase(Locale.ROOT));
    }

    Kind kind() {
        return kind;
    }

    /** As it is written, or what errors call it. */
    String text() {
        return text;
    }

    /** What it does between two expressions, if it may stand there. */
    @Nullable BinaryOperator operator() {
        return operator;
    }

    boolean isSign() {
        return this == ADD || this == SUBTRACT;
    }

    /** Words that came late: where no parenthesis follows they are names. */
    boolean isFill() {
        return this == FILL || this == FILL_LEFT || this == FILL_RIGHT;
    }

    /** Whether it may be the name of a metric, before the braces. */
    boolean isMetricName() {
        return switch (this) {
            case IDENTIFIER,
                    METRIC_IDENTIFIER,
                    AGGREGATOR,
                    AND,
                    OR,
                    UNLESS,
                    BY,
                    WITHOUT,
                    OFFSET,
                    ANCHORED,
                    SMOOTHED,
                    START,
                    END_OF_QUERY,
                    STEP,
                    RANGE,
                    MIN_OF,
                    MAX_OF ->
                    true;
            // A list: what may not is the larger part of the language.
            default -> false;
        };
    }

    /** Whether it may be the name of a label, in {@code by}, {@code on} and their like. */
    boolean isLabelName() {
        // Prometheus' grammar forgot "without"; a query that it refuses is refused here too.
        return this != WITHOUT && (isMetricName() || kind == KEYWORD || this == ATAN2);
    }

    /** Whether {@code NAME()} is a call of a function, though it is a word of the language. */
    boolean isFunctionName() {
        return switch (this) {
            case IDENTIFIER, START, END_OF_QUERY, STEP, RANGE, MIN_OF, MAX_OF -> true;
            default -> false;
        };
    }

    /** Whether an expression may begin with it. */
    boolean startsExpression() {
        return isMetricName()
                || isSign()
                || this == NUMBER
                || this == DURATION
                || this == STRING
                || this == LEFT_PAREN
                || this == LEFT_BRACE;
    }
}
