package io.hypervigil.host.nfs;

import io.hypervigil.collect.files.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of /proc/net/rpc/nfs and nfsd: a keyword and its numbers. A kernel without one of the
 * protocols lacks its line, an old one some of its last numbers.
 */
final class RpcLine {

    private RpcLine() {}

    /**
     * Numbers by keyword. Where a line ends in numbers that are no whole ones, those are left out.
     */
    static Map<String, List<Double>> parse(Text text) {
        var lines = new HashMap<String, List<Double>>();
        while (text.nextLine()) {
            var keyword = text.field();
            var numbers = new ArrayList<Double>();
            // th 8 0 0.000 …: a histogram that no kernel since 2.6.29 fills.
            int wanted = keyword.equals("th") ? 2 : Integer.MAX_VALUE;
            while (numbers.size() < wanted && text.hasField()) {
                numbers.add(text.unsigned());
            }
            check(keyword, numbers, text);
            lines.put(keyword, List.copyOf(numbers));
        }
        return lines;
    }

    /** Lines of procedures say first how many there are. */
    private static void check(String keyword, List<Double> numbers, Text text) {
        if (numbers.isEmpty()) {
            throw text.malformed("'" + keyword + "' without a number");
        }
        if (keyword.startsWith("proc") && numbers.getFirst() != numbers.size() - 1) {
            throw text.malformed(
                    keyword
                            + " has "
                            + (numbers.size() - 1)
                            + " numbers, "
                            + numbers.getFirst().longValue()
                            + " expected");
        }
    }
}
