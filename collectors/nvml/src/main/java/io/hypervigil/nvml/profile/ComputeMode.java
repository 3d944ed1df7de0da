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

    private static final String NUMBERED = "mode ";

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

    /**
     * The number of a text of {@link #text(long)}.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static int numberOf(String text) {
        return of(text).map(ComputeMode::number)
                .orElseGet(
                        () -> {
                            if (!text.matches(NUMBERED + "[0-9]{1,3}")) {
                                throw new IllegalArgumentException(
                                        "'" + text + "' is no compute mode");
                            }
                            return Integer.valueOf(text.substring(NUMBERED.length()));
                        });
    }

    /** The text of a number, or the number where it has none. */
    public static String text(long number) {
        return Arrays.stream(values())
                .filter(mode -> mode.number == number)
                .map(ComputeMode::text)
                .findFirst()
                .orElse(NUMBERED + number);
    }
}
