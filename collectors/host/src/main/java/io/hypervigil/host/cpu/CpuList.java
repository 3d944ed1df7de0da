package io.hypervigil.host.cpu;

import io.hypervigil.collect.files.Text;
import java.util.ArrayList;
import java.util.List;

/** The kernel's lists of CPUs: {@code 0-3,8}. */
final class CpuList {

    /** Linux runs on fewer: a longer range is a broken file. */
    private static final int MAX_DIGITS = 5;

    private CpuList() {}

    /** The numbers in a list; none where it is blank. */
    static List<Integer> parse(Text text) {
        var cpus = new ArrayList<Integer>();
        if (text.nextLine() && text.hasField()) {
            for (String range : text.rest().split(",", -1)) {
                addRange(range, text, cpus);
            }
        }
        return List.copyOf(cpus);
    }

    private static void addRange(String range, Text text, List<Integer> cpus) {
        int dash = range.indexOf('-');
        int first = number(dash < 0 ? range : range.substring(0, dash), text);
        int last = dash < 0 ? first : number(range.substring(dash + 1), text);
        for (int cpu = first; cpu <= last; cpu++) {
            cpus.add(cpu);
        }
    }

    private static int number(String digits, Text text) {
        boolean isNumber =
                !digits.isEmpty()
                        && digits.length() <= MAX_DIGITS
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) {
            throw text.malformed("'" + text.line() + "' is no list of CPUs");
        }
        return Integer.parseInt(digits);
    }
}
