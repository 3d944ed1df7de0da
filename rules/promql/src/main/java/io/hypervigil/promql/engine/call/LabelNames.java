package io.hypervigil.promql.engine.call;

/** What a label may be called. */
public final class LabelNames {

    private LabelNames() {}

    /** Any text but the empty one, and but one with bytes that are no UTF-8. */
    public static boolean isValid(String name) {
        return !name.isEmpty() && name.codePoints().noneMatch(LabelNames::isNoCharacter);
    }

    /** A lone half of a pair stands for what could not be decoded. */
    private static boolean isNoCharacter(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
