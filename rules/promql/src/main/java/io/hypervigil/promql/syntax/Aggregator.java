package io.hypervigil.promql.syntax;

import java.util.Locale;

/** An operator that makes few series of many. */
public enum Aggregator {
    SUM,
    AVG,
    COUNT,
    MIN,
    MAX,
    GROUP,
    STDDEV,
    STDVAR,
    TOPK(ValueType.SCALAR),
    BOTTOMK(ValueType.SCALAR),
    COUNT_VALUES(ValueType.STRING),
    QUANTILE(ValueType.SCALAR),
    LIMITK(ValueType.SCALAR),
    LIMIT_RATIO(ValueType.SCALAR);

    private final ValueType parameter;

    Aggregator() {
        // An instant vector is nobody's parameter: it stands for having none.
        this(ValueType.VECTOR);
    }

    Aggregator(ValueType parameter) {
        this.parameter = parameter;
    }

    /** As it is written. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean hasParameter() {
        return parameter != ValueType.VECTOR;
    }

    /** The type of its parameter, of one that {@link #hasParameter has one}. */
    public ValueType parameter() {
        return parameter;
    }

    /** Whether experimental functions must be allowed for it. */
    public boolean isExperimental() {
        return this == LIMITK || this == LIMIT_RATIO;
    }
}
