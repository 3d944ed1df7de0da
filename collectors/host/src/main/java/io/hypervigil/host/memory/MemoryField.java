package io.hypervigil.host.memory;

import io.hypervigil.collect.files.Text;

/**
 * A field of /proc/meminfo or of a NUMA node's.
 *
 * @param name {@code Active_anon} for {@code Active(anon)}
 * @param value bytes, or a number of pages where the file gives no unit
 */
record MemoryField(String name, double value, boolean isBytes) {

    private static final double BYTES_PER_KILOBYTE = 1024;

    /** The field on the rest of the line. */
    static MemoryField parse(Text text) {
        var name = text.until(':').replace('(', '_').replace(")", "");
        double value = text.unsigned();
        if (!text.hasField()) {
            return new MemoryField(name, value, false);
        }
        var unit = text.field();
        if (!unit.equals("kB")) {
            throw text.malformed("unit '" + unit + "', kB expected");
        }
        return new MemoryField(name, value * BYTES_PER_KILOBYTE, true);
    }
}
