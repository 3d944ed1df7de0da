package io.hypervigil.libvirt.jna;

import java.util.Arrays;

/**
 * The shapes of records seen so far. Domains come and go and names come from the daemon: past a
 * number of names it begins anew.
 *
 * <p>Thread: any.
 */
final class ShapeTable {

    /** Some two megabytes. */
    private static final int MOST_NAMES = 1 << 15;

    private final KeyTable keys = new KeyTable();
    private volatile Shape[] known = {};
    private int names;

    /** The shape of an array of structs, as {@link Shape#read} has it. */
    Shape of(byte[] array, int length, int step) {
        for (Shape shape : known) {
            if (shape.isOf(array, step)) {
                return shape;
            }
        }
        var made = Shape.read(array, length, step, keys);
        keep(made);
        return made;
    }

    private synchronized void keep(Shape made) {
        if (made.size() > MOST_NAMES) {
            return;
        }
        boolean isFull = names + made.size() > MOST_NAMES;
        var kept = isFull ? new Shape[1] : Arrays.copyOf(known, known.length + 1);
        kept[kept.length - 1] = made;
        names = made.size() + (isFull ? 0 : names);
        known = kept;
    }
}
