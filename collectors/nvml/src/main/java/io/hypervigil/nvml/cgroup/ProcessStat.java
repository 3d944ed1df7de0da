package io.hypervigil.nvml.cgroup;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.Optional;

/**
 * What tells a process from another that was given its PID later.
 *
 * @param command the first 15 bytes of its name; what does not print is a question mark
 * @param startTicks field 22 of /proc/PID/stat
 */
public record ProcessStat(String command, long startTicks) {

    /** Field 22, counted from the one behind the command. */
    private static final int START_TIME = 19;

    /** From /proc; empty where the process is gone. */
    public static Optional<ProcessStat> find(FileTree proc, long pid) {
        try {
            return proc.read(pid + "/stat", Text::trimmed)
                    .lines()
                    .findFirst()
                    .flatMap(ProcessStat::parse);
        } catch (IOException _) {
            // A process that ends while it is read answers with an error of its own.
            return Optional.empty();
        }
    }

    /** From the line {@code 4242 (python3) S 1 …}, where a command may hold any character. */
    static Optional<ProcessStat> parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        var fields = line.substring(close + 1).strip().split(" ", START_TIME + 2);
        if (fields.length <= START_TIME) {
            return Optional.empty();
        }
        try {
            long startTicks = Long.parseLong(fields[START_TIME]);
            return Optional.of(new ProcessStat(clean(line.substring(open + 1, close)), startTicks));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static String clean(String command) {
        return command.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
