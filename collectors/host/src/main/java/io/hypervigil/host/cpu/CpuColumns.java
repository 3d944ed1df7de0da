package io.hypervigil.host.cpu;

import io.hypervigil.collect.files.Text;

/**
 * The heads of tables with a column a CPU: {@code CPU0 CPU1 CPU3}. The number is taken from the
 * head, for a CPU that is offline has no column.
 */
final class CpuColumns {

    private CpuColumns() {}

    /** The number of the CPU in the next head. */
    static String number(Text text) {
        var head = text.field();
        if (head.length() < 4 || !head.startsWith("CPU")) {
            throw text.malformed("'" + head + "' heads no CPU's column");
        }
        return head.substring(3);
    }
}
