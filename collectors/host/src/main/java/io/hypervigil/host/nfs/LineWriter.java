package io.hypervigil.host.nfs;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.SampleSink;
import java.util.List;
import java.util.Map;

/**
 * Writes numbers of the lines of an RPC file, those that are there.
 *
 * @param lines numbers by keyword
 */
record LineWriter(Map<String, List<Double>> lines, SampleSink sink) {

    /** The number at a position behind a keyword. */
    void write(String keyword, int position, Family family, String... labelValues) {
        var numbers = lines.getOrDefault(keyword, List.of());
        if (position < numbers.size()) {
            sink.add(family, numbers.get(position), labelValues);
        }
    }

    /** The calls of each procedure, behind their number. */
    void write(Procedures procedures, Family family) {
        for (int i = 0; i < procedures.methods().size(); i++) {
            var method = procedures.methods().get(i);
            if (!method.isEmpty()) {
                write(procedures.keyword(), i + 1, family, procedures.protocol(), method);
            }
        }
    }
}
