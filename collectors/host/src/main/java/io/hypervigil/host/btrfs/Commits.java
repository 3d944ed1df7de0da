package io.hypervigil.host.btrfs;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.Text;
import java.util.Map;
import java.util.TreeMap;

/** The file commit_stats, since Linux 6.0: a word and a number a line. */
record Commits(Map<String, Double> numbers) {

    private static final double MILLIS_A_SECOND = 1000;

    Commits {
        numbers = Map.copyOf(numbers);
    }

    static Commits parse(Text text) {
        var numbers = new TreeMap<String, Double>();
        while (text.nextLine()) {
            if (text.hasField()) {
                numbers.put(text.field(), text.unsigned());
            }
        }
        return new Commits(numbers);
    }

    void write(String uuid, SampleSink sink) {
        write(Btrfs.COMMITS, "commits", 1, uuid, sink);
        write(Btrfs.LAST_COMMIT, "last_commit_ms", MILLIS_A_SECOND, uuid, sink);
        write(Btrfs.MAX_COMMIT, "max_commit_ms", MILLIS_A_SECOND, uuid, sink);
        write(Btrfs.COMMIT_SECONDS, "total_commit_ms", MILLIS_A_SECOND, uuid, sink);
    }

    private void write(Family family, String name, double divisor, String uuid, SampleSink sink) {
        var number = numbers.get(name);
        if (number != null) {
            sink.add(family, number / divisor, uuid);
        }
    }
}
