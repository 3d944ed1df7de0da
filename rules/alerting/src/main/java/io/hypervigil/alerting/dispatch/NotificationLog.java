package io.hypervigil.alerting.dispatch;

import io.hypervigil.alerting.disk.Journal;
import io.hypervigil.alerting.disk.KeptState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who was told what of which group, and what is on its way. Each change is on disk before the call
 * returns, so that a restart neither repeats nor forgets; where the disk cannot be written, it is
 * held in memory and written as soon as that works.
 *
 * <p>Thread: one at a time.
 */
public final class NotificationLog implements AutoCloseable {

    /** Lines of the journal that are out of date before it is written anew. */
    private static final int STALE_LINES = 1_000;

    private record Key(Target target, String groupKey) {}

    private final KeptState kept;
    private final Map<Key, LogEntry> told = new LinkedHashMap<>();
    private final Map<String, LogEntry> offered = new LinkedHashMap<>();
    private final Map<Key, String> onTheirWay = new LinkedHashMap<>();

    private NotificationLog(Journal journal) {
        this.kept = new KeptState("the log of notifications", journal, this::lines);
    }

    /**
     * Opens a file, or makes it.
     *
     * @throws IOException where it can be neither read nor made
     */
    public static NotificationLog open(Path file) throws IOException {
        return of(Journal.open(file));
    }

    static NotificationLog of(Journal.Opened opened) {
        var log = new NotificationLog(opened.journal());
        opened.lines().forEach(line -> LogLine.parse(line).ifPresent(log::apply));
        return log;
    }

    private void apply(LogLine line) {
        switch (line) {
            case LogLine.Told(var entry) -> told.put(key(entry), entry);
            case LogLine.Offered(var id, var entry) -> {
                offered.put(id, entry);
                onTheirWay.put(key(entry), id);
            }
            case LogLine.Delivered(var id, var at) -> {
                var entry = take(id);
                if (entry.isPresent()) {
                    told.put(key(entry.get()), entry.get().toldAt(at));
                }
            }
            case LogLine.Failed(var id) -> take(id);
        }
    }

    private Optional<LogEntry> take(String id) {
        var entry = Optional.ofNullable(offered.remove(id));
        entry.ifPresent(known -> onTheirWay.remove(key(known), id));
        return entry;
    }

    private static Key key(LogEntry entry) {
        return new Key(entry.target(), entry.groupKey());
    }

    /** What a target was told of a group last. */
    Optional<LogEntry> last(Target target, String groupKey) {
        return Optional.ofNullable(told.get(new Key(target, groupKey)));
    }

    /** Whether news of a group are on their way to a target. */
    boolean isOnItsWay(Target target, String groupKey) {
        return onTheirWay.containsKey(new Key(target, groupKey));
    }

    /** Whether a notification is on its way. */
    boolean isOnItsWay(String id) {
        return offered.containsKey(id);
    }

    void tell(LogEntry entry) {
        write(new LogLine.Told(entry));
    }

    void offer(String id, LogEntry entry) {
        write(new LogLine.Offered(id, entry));
    }

    void deliver(String id, Instant at) {
        if (offered.containsKey(id)) {
            write(new LogLine.Delivered(id, at));
        }
    }

    void fail(String id) {
        if (offered.containsKey(id)) {
            write(new LogLine.Failed(id));
        }
    }

    private void write(LogLine line) {
        // In memory first: a disk that is full must not make us tell everything again and again.
        apply(line);
        kept.append(line.text());
    }

    /** Counts as given up what the outbox does not have any more. */
    void keepOnly(Set<String> waiting) {
        for (var id : List.copyOf(offered.keySet())) {
            if (!waiting.contains(id)) {
                fail(id);
            }
        }
    }

    /** Forgets what is too old, and writes the file anew where much of it is stale. */
    void forgetOld(Instant now) {
        told.values().removeIf(entry -> entry.isExpiredAt(now));
        if (kept.lines() - told.size() - offered.size() > STALE_LINES) {
            kept.shorten();
        }
        kept.catchUp();
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        told.values().forEach(entry -> lines.add(new LogLine.Told(entry).text()));
        offered.forEach((id, entry) -> lines.add(new LogLine.Offered(id, entry).text()));
        return lines;
    }

    /** Why it cannot be kept on disk; empty where it can. */
    String complaint() {
        return kept.complaint();
    }

    @Override
    public void close() throws IOException {
        kept.close();
    }
}
