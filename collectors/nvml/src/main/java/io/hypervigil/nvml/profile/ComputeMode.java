package io.hypervigil.nvml.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How many processes may compute on a GPU; {@code nvmlComputeMode_t} without what is obsolete. */
public enum ComputeMode {
    /** Any number. */
    SHARED("shared", 0),
    /** None. */
    PROHIBITED("prohibited", 2),
    /** One. */
    EXCLUSIVE_PROCESS("exclusive_process", 3);

    private final String text;
    private final int number;

    ComputeMode(String text, int number) {
        this.text = text;
        this.number = number;
    }

    /** As people write it. */
    public String text() {
        return text;
    }

    /** As the library counts it. */
    public int number() {
        return number;
    }

    /** By its text. */
    public static Optional<ComputeMode> of(String text) {
        return Arrays.stream(values()).filter(mode -> mode.text.equals(text)).findFirst();
    }

    /** All texts. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(ComputeMode::text).toList();
    }

    /** The text of a number, or the number where it has none. */
    public static String text(long number) {
        return Arrays.stream(values())
                .filter(mode -> mode.number == number)
                .map(ComputeMode::text)
                .findFirst()
                .orElse("mode " + number);
    }
}
