package io.hypervigil.promql.syntax;

/** What stands between two expressions. */
public enum BinaryOperator {
    ADD("+", Kind.ARITHMETIC),
    SUBTRACT("-", Kind.ARITHMETIC),
    MULTIPLY("*", Kind.ARITHMETIC),
    DIVIDE("/", Kind.ARITHMETIC),
    MODULO("%", Kind.ARITHMETIC),
    POWER("^", Kind.ARITHMETIC),
    ATAN2("atan2", Kind.ARITHMETIC),
    /** Takes the observations above a bound out of a native histogram. */
    TRIM_UPPER("</", Kind.ARITHMETIC),
    /** Takes the observations below a bound out of a native histogram. */
    TRIM_LOWER(">/", Kind.ARITHMETIC),
    EQUAL("==", Kind.COMPARISON),
    NOT_EQUAL("!=", Kind.COMPARISON),
    LESS("<", Kind.COMPARISON),
    GREATER(">", Kind.COMPARISON),
    LESS_OR_EQUAL("<=", Kind.COMPARISON),
    GREATER_OR_EQUAL(">=", Kind.COMPARISON),
    AND("and", Kind.SET),
    OR("or", Kind.SET),
    UNLESS("unless", Kind.SET);

    /** What it does. */
    public enum Kind {
        ARITHMETIC,
        COMPARISON,
        SET
    }

    private final String symbol;
    private final Kind kind;

    BinaryOperator(String symbol, Kind kind) {
        this.symbol = symbol;
        this.kind = kind;
    }

    /** As it is written. */
    public String symbol() {
        return symbol;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isComparison() {
        return kind == Kind.COMPARISON;
    }

    public boolean isSet() {
        return kind == Kind.SET;
    }
}
