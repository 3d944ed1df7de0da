package io.hypervigil.libvirt.jna;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of a record, in their order. Domains that are alike have the same, in every round: a
 * record whose bytes are those of a known shape needs neither texts nor a table of its own.
 *
 * <p>Thread: any; immutable.
 */
final class Shape {

    private final byte[] bytes;
    private final int[] ends;
    private final Map<String, Integer> places;

    private Shape(byte[] bytes, int[] ends, Map<String, Integer> places) {
        this.bytes = bytes;
        this.ends = ends;
        this.places = places;
    }

    /** Names that were never bytes. */
    static Shape of(List<String> names) {
        var places = HashMap.<String, Integer>newHashMap(names.size());
        names.forEach(name -> places.put(name, places.size()));
        return new Shape(new byte[0], new int[0], places);
    }

    /**
     * Names out of an array of structs.
     *
     * @param length of the field at the begin of each
     * @param step from one struct to the next
     */
    static Shape read(byte[] array, int length, int step, KeyTable keys) {
        int count = array.length / step;
        var places = HashMap.<String, Integer>newHashMap(count);
        var bytes = new byte[array.length];
        var ends = new int[count];
        int end = 0;
        for (int i = 0; i < count; i++) {
            int from = i * step;
            int size = size(array, from, length);
            System.arraycopy(array, from, bytes, end, size);
            end += size;
            ends[i] = end;
            places.put(keys.text(array, from, length), i);
        }
        return new Shape(Arrays.copyOf(bytes, end), ends, places);
    }

    /** With the 0 that ends a name, so that no longer one is taken for it. */
    private static int size(byte[] array, int from, int length) {
        int size = 0;
        while (size < length && array[from + size] != 0) {
            size++;
        }
        return Math.min(size + 1, length);
    }

    /** Whether an array of structs has exactly these names. */
    boolean isOf(byte[] array, int step) {
        if (array.length != ends.length * step) {
            return false;
        }
        int begin = 0;
        for (int i = 0; i < ends.length; i++) {
            int from = i * step;
            if (!Arrays.equals(bytes, begin, ends[i], array, from, from + ends[i] - begin)) {
                return false;
            }
            begin = ends[i];
        }
        return true;
    }

    /** Where a name stands, or -1. */
    int place(String name) {
        var place = places.get(name);
        return place == null ? -1 : place;
    }

    int size() {
        return places.size();
    }

    Set<String> names() {
        return Collections.unmodifiableSet(places.keySet());
    }
}
