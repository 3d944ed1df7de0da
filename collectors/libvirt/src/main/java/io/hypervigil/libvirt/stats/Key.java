package io.hypervigil.libvirt.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of one statistic of numbered things, {@code block.N.rd.reqs}: each text is made once,
 * since it is looked up for every domain in every round.
 *
 * <p>Thread: any; at worst a text is made twice.
 */
final class Key {

    /** Beyond, texts are made anew: a number comes from the daemon, which is not to fill memory. */
    private static final int KEPT = 1 << 10;

    /** A number by itself, as the value of a label. */
    static final Key NUMBER = new Key("", "");

    private final String before;
    private final String after;
    private @Nullable String[] known = new String[4];

    private Key(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /**
     * @param pattern with one {@code .N} for the number
     */
    static Key of(String pattern) {
        int place = pattern.indexOf(".N") + 1;
        if (place == 0) {
            throw new IllegalArgumentException(pattern + ": no number in it");
        }
        return new Key(pattern.substring(0, place), pattern.substring(place + 1));
    }

    String at(int number) {
        if (number >= KEPT) {
            return before + number + after;
        }
        var texts = known;
        if (number >= texts.length) {
            texts = Arrays.copyOf(texts, Math.max(number + 1, texts.length * 2));
            known = texts;
        }
        var text = texts[number];
        if (text == null) {
            text = before + number + after;
            texts[number] = text;
        }
        return text;
    }
}
