package io.hypervigil.containers.usage;

import io.hypervigil.collect.files.Text;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The processes of a control group. Those of another PID namespace, which the kernel calls 0, are
 * counted only.
 *
 * <p>Thread: any; immutable once read.
 */
public final class ProcessIds {

    /** None. */
    public static final ProcessIds NONE = new ProcessIds();

    private long[] ids = new long[4];
    private int size;
    private int count;

    ProcessIds() {}

    static ProcessIds parse(Text procs) {
        var parsed = new ProcessIds();
        while (procs.nextLine()) {
            if (procs.hasField()) {
                parsed.add(procs.whole());
            }
        }
        return parsed;
    }

    /** These and others. */
    ProcessIds and(ProcessIds others) {
        var all = new ProcessIds();
        stream().forEach(all::add);
        others.stream().forEach(all::add);
        all.count = count + others.count;
        return all;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The one that came first, which in a container is its own first process. */
    public OptionalLong first() {
        return size == 0 ? OptionalLong.empty() : OptionalLong.of(ids[0]);
    }

    /** Those that this process can see. */
    public LongStream stream() {
        return Arrays.stream(ids, 0, size);
    }

    private void add(long id) {
        count++;
        if (id <= 0) {
            return;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        ids[size] = id;
        size++;
    }
}
