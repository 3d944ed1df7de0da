package io.hypervigil.libvirt.process;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.Optional;

/**
 * What is wanted of a stat file of a process or a thread.
 *
 * @param name at most 15 bytes, without blanks at its end
 * @param cpuTicks of the host, the guest's included
 * @param threads of the whole process
 * @param startTicks field 22: tells it from another that was given its number later
 * @param residentPages of the whole process, roughly, as the kernel sums them up now and then
 */
record TaskStat(
        String name,
        long minorFaults,
        long majorFaults,
        long cpuTicks,
        long threads,
        long startTicks,
        long residentPages) {

    /** Fields between one that is wanted and the next. */
    private static final int BEFORE_MINOR_FAULTS = 7;

    private static final int BEFORE_MAJOR_FAULTS = 1;
    private static final int BEFORE_TIMES = 1;
    private static final int BEFORE_THREADS = 4;
    private static final int BEFORE_START = 1;
    private static final int BEFORE_RESIDENT = 1;

    /** Empty where it has ended. */
    static Optional<TaskStat> find(FileTree proc, String folder) {
        try {
            return Optional.of(proc.read(folder + "/stat", TaskStat::parse));
        } catch (IOException | MalformedTextException _) {
            // One that ends while it is read answers with an error of its own.
            return Optional.empty();
        }
    }

    /** A name may hold parentheses, blanks and line feeds, so the last parenthesis counts. */
    static TaskStat parse(Text text) {
        if (!text.nextLine() || !text.has(')')) {
            return parseWhole(text);
        }
        var head = text.until(')');
        int open = head.indexOf('(');
        boolean isLast = !text.has(')');
        text.skip(BEFORE_MINOR_FAULTS);
        // A name of 15 bytes has no room for so many fields: this is the line that they are on.
        return open >= 0 && isLast && text.hasField()
                ? parse(head.substring(open + 1), text)
                : parseWhole(text);
    }

    private static TaskStat parseWhole(Text text) {
        var whole = text.trimmed();
        int open = whole.indexOf('(');
        int close = whole.lastIndexOf(')');
        var rest = Text.of(whole.substring(close + 1));
        if (open < 0 || close < open || !rest.nextLine()) {
            throw text.malformed("no name in parentheses with more behind it");
        }
        rest.skip(BEFORE_MINOR_FAULTS);
        return parse(whole.substring(open + 1, close).stripTrailing(), rest);
    }

    private static TaskStat parse(String name, Text rest) {
        long minorFaults = rest.whole();
        rest.skip(BEFORE_MAJOR_FAULTS);
        long majorFaults = rest.whole();
        rest.skip(BEFORE_TIMES);
        long cpuTicks = rest.whole() + rest.whole();
        rest.skip(BEFORE_THREADS);
        long threads = rest.whole();
        rest.skip(BEFORE_START);
        long startTicks = rest.whole();
        rest.skip(BEFORE_RESIDENT);
        return new TaskStat(
                name, minorFaults, majorFaults, cpuTicks, threads, startTicks, rest.whole());
    }
}
