package io.hypervigil.collect.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Names of fields that are looked for in a text, told apart by their length first: a file of many
 * lines of which some are wanted takes one look a line.
 *
 * <p>Thread: any; immutable.
 */
public final class FieldNames {

    private static final int[] NONE = {};

    private final byte[][] names;

    /** Indices into the names, by the length of the name. */
    private final int[][] byLength;

    private FieldNames(List<String> names) {
        this.names =
                names.stream()
                        .map(name -> name.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
        int longest = Arrays.stream(this.names).mapToInt(name -> name.length).max().orElse(0);
        this.byLength =
                IntStream.rangeClosed(0, longest).mapToObj(this::ofLength).toArray(int[][]::new);
    }

    /** Each is called by its place in this order. */
    public static FieldNames of(String... names) {
        return new FieldNames(List.of(names));
    }

    /** How many there are. */
    int size() {
        return names.length;
    }

    /** The place of the name that stands between two places of a text; -1 for another. */
    int find(byte[] text, int from, int to) {
        int length = to - from;
        for (int index : length < byLength.length ? byLength[length] : NONE) {
            if (Arrays.equals(names[index], 0, length, text, from, to)) {
                return index;
            }
        }
        return -1;
    }

    private int[] ofLength(int length) {
        return IntStream.range(0, names.length)
                .filter(index -> names[index].length == length)
                .toArray();
    }
}
