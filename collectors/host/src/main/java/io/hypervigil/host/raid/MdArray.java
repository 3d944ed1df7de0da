package io.hypervigil.host.raid;

import io.hypervigil.collect.files.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * An array as /proc/mdstat tells of it.
 *
 * <pre>
 * md6 : active raid1 sdb2[2](F) sdc[1](S) sda2[0]
 *       195310144 blocks [2/1] [U_]
 *       [=&gt;...................]  recovery =  8.5% (16775552/195310144) finish=17.0min speed=259783K/sec
 * </pre>
 *
 * @param state as node_exporter names it: {@code active}, {@code inactive}, {@code recovering},
 *     {@code resyncing}, {@code checking}, {@code reshaping}, or what else the kernel says
 * @param blocks of 1024 bytes, where the kernel tells
 * @param blocksSynced how far a synchronisation has come, all where none runs
 */
record MdArray(
        String name,
        String state,
        double disksActive,
        double disksRequired,
        double disksFailed,
        double disksSpare,
        OptionalDouble blocks,
        OptionalDouble blocksSynced) {

    private static final Pattern BLOCKS = Pattern.compile("\\s*(\\d+) blocks.*");
    private static final Pattern DISKS = Pattern.compile(".*\\[(\\d+)/(\\d+)] \\[[U_]+].*");
    private static final Pattern PROGRESS = Pattern.compile(".*\\((\\d+)/\\d+\\).*");
    private static final Pattern WAITING = Pattern.compile(".*=\\s*(?:PENDING|DELAYED).*");

    static List<MdArray> parse(Text text) {
        var arrays = new ArrayList<MdArray>();
        Lines lines = null;
        while (text.nextLine()) {
            var line = text.line();
            if (line.isBlank()) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0))) {
                if (lines != null) {
                    lines.add(line, text);
                }
                continue;
            }
            if (lines != null) {
                arrays.add(lines.array());
            }
            lines = isArray(line) ? new Lines(line, text) : null;
        }
        if (lines != null) {
            arrays.add(lines.array());
        }
        return arrays;
    }

    private static boolean isArray(String line) {
        return !line.startsWith("Personalities") && !line.startsWith("unused");
    }

    /** The lines of one array, as far as they have been read. */
    private static final class Lines {

        private final String first;
        private final String[] fields;
        private Disks disks = new Disks(0, 0);
        private OptionalDouble blocks = OptionalDouble.empty();
        private String sync = "";
        private int below;

        Lines(String first, Text text) {
            this.first = first;
            this.fields = first.split("\\s+", 4);
            if (fields.length < 3 || !fields[1].equals(":")) {
                throw text.malformed("'" + first + "' is no array");
            }
        }

        void add(String line, Text text) {
            if (below++ == 0) {
                disks = disks(first, line, text);
                blocks = number(BLOCKS, line);
            } else if (sync.isEmpty() && !line.contains("bitmap")) {
                sync = line;
            }
        }

        MdArray array() {
            return new MdArray(
                    fields[0],
                    state(fields[2], sync),
                    disks.active,
                    disks.required,
                    count(first, "(F)"),
                    count(first, "(S)"),
                    blocks,
                    synced(sync, blocks));
        }
    }

    private record Disks(double active, double required) {}

    private static Disks disks(String first, String status, Text text) {
        if (first.contains("raid0") || first.contains("linear")) {
            // Such an array runs with all its disks or not at all.
            return new Disks(count(first, "["), count(first, "["));
        }
        if (first.contains("inactive")) {
            return new Disks(0, 0);
        }
        var matcher = DISKS.matcher(status);
        if (!matcher.matches()) {
            throw text.malformed("'" + status.strip() + "' tells no disks, '[2/2] [UU]' expected");
        }
        return new Disks(
                Double.parseDouble(matcher.group(2)), Double.parseDouble(matcher.group(1)));
    }

    private static String state(String state, String sync) {
        if (sync.contains("recovery")) {
            return "recovering";
        }
        if (sync.contains("reshape")) {
            return "reshaping";
        }
        if (sync.contains("check")) {
            return "checking";
        }
        return sync.contains("resync") ? "resyncing" : state;
    }

    private static OptionalDouble synced(String sync, OptionalDouble blocks) {
        if (state("", sync).isEmpty()) {
            return blocks;
        }
        return WAITING.matcher(sync).matches() ? OptionalDouble.of(0) : number(PROGRESS, sync);
    }

    private static OptionalDouble number(Pattern pattern, String line) {
        var matcher = pattern.matcher(line);
        return matcher.matches()
                ? OptionalDouble.of(Double.parseDouble(matcher.group(1)))
                : OptionalDouble.empty();
    }

    private static int count(String line, String part) {
        int count = 0;
        for (int i = line.indexOf(part); i >= 0; i = line.indexOf(part, i + part.length())) {
            count++;
        }
        return count;
    }
}
