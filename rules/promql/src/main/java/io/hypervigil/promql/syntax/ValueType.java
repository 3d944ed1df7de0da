package io.hypervigil.promql.syntax;

/** The type of an expression. */
public enum ValueType {
    SCALAR("scalar", "scalar"),
    STRING("string", "string"),
    VECTOR("vector", "instant vector"),
    MATRIX("matrix", "range vector");

    private final String id;
    private final String description;

    ValueType(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /** As the HTTP API names it in {@code resultType}. */
    public String id() {
        return id;
    }

    /** As errors name it. */
    public String description() {
        return description;
    }
}
