package io.hypervigil.libvirt.jna;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How long it takes to copy the records of an answer out of libvirt's memory: names and UUIDs, by
 * libvirt's own functions, and all values. Each record has memory of its own, as libvirt's do.
 */
public final class DecodeTimes {

    private static final int RECORD_BYTES = 24;
    private static final int LONG_LONG = 4;

    private final List<NativeRecord> records = new ArrayList<>();

    /** An answer like one that was given. */
    public DecodeTimes(StatsRecord like, int count) {
        for (int i = 0; i < count; i++) {
            records.add(nativeLike(like.values()));
        }
    }

    private static NativeRecord nativeLike(TypedParameters values) {
        var names = values.names();
        var made = new NativeRecord(names.size());
        for (String name : names) {
            Optional<String> text = values.text(name);
            if (text.isPresent()) {
                made.withText(name, text.get());
            } else {
                made.with(name, LONG_LONG, values.whole(name).orElse(1));
            }
        }
        return made;
    }

    /** The median of a number of rounds. */
    public Duration median(int rounds) throws VirtException {
        try (var connection = VirtConnection.open("test:///default", true);
                var domain = connection.domains(Set.of()).getFirst();
                var structs = new Memory((long) records.size() * RECORD_BYTES);
                var array = new Memory((long) records.size() * Native.POINTER_SIZE)) {
            for (int i = 0; i < records.size(); i++) {
                long at = (long) i * RECORD_BYTES;
                structs.setPointer(at, domain.pointer());
                records.get(i).refer(structs, at + Native.POINTER_SIZE);
                array.setPointer((long) i * Native.POINTER_SIZE, structs.share(at));
            }
            var uuids = new KnownUuids();
            var nanos = new ArrayList<Long>();
            for (int i = 0; i < rounds; i++) {
                long begun = System.nanoTime();
                var _ = VirtConnection.copied(array, records.size(), uuids);
                nanos.add(System.nanoTime() - begun);
            }
            nanos.sort(null);
            return Duration.ofNanos(nanos.get(rounds / 2));
        }
    }
}
