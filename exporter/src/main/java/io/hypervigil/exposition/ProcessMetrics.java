package io.hypervigil.exposition;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Schema;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as the kernel sees it (proc(5)), in the names that every client of Prometheus has.
 *
 * <pre>
 * process_cpu_seconds_total 12.4
 * process_resident_memory_bytes 98304000
 * process_open_fds 87
 * </pre>
 *
 * <p>Thread: any.
 */
public final class ProcessMetrics {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProcessMetrics.class);

    private static final Group GROUP = Group.on("process", "this process");

    private static final Family CPU =
            Family.counter(
                    GROUP,
                    "process_cpu_seconds_total",
                    "CPU time of this process, user and system.");
    private static final Family RESIDENT =
            gauge("process_resident_memory_bytes", "Resident memory of this process.");
    private static final Family VIRTUAL =
            gauge("process_virtual_memory_bytes", "Virtual memory of this process.");
    private static final Family MAX_VIRTUAL =
            gauge("process_virtual_memory_max_bytes", "Virtual memory this process may take.");
    private static final Family OPEN_FILES =
            gauge("process_open_fds", "Open file descriptors of this process.");
    private static final Family MAX_OPEN_FILES =
            gauge("process_max_fds", "File descriptors this process may open.");
    private static final Family START =
            gauge(
                    "process_start_time_seconds",
                    "When this process started, in seconds since 1970.");

    /** All of it, for the documentation. */
    public static final Schema SCHEMA =
            new Schema(
                    List.of(GROUP),
                    List.of(
                            CPU,
                            RESIDENT,
                            VIRTUAL,
                            MAX_VIRTUAL,
                            OPEN_FILES,
                            MAX_OPEN_FILES,
                            START));

    private static final double CLOCK_TICKS_A_SECOND = 100;
    private static final double PAGE_BYTES = 4096;

    /** Unsigned 64 bits, all set, as other clients of Prometheus give it. */
    private static final double UNLIMITED = 0x1p64;

    private final FileTree self;
    private final SampleBook book = new SampleBook(new SeriesTable(), SCHEMA.families().size());

    ProcessMetrics() {
        this(FileTree.at(Path.of("/proc/self")));
    }

    /**
     * @param self as /proc/self
     */
    ProcessMetrics(FileTree self) {
        this.self = self;
    }

    /** As they are now; without those that cannot be read. */
    synchronized Samples sample() {
        book.begin();
        book.add(START, ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
        var open = self.list("fd");
        if (!open.isEmpty()) {
            book.add(OPEN_FILES, open.size());
        }
        try {
            self.read("stat", this::addStat);
            self.read("limits", this::addLimits);
        } catch (IOException e) {
            LOGGER.debug("what the process takes cannot be read", e);
        }
        return book.finish();
    }

    /** Fields are counted as proc(5) does, from 1; the second may hold blanks and brackets. */
    private boolean addStat(Text text) {
        text.nextLine();
        while (text.has(')')) {
            text.until(')');
        }
        text.skip(11);
        double userTicks = text.unsigned();
        double systemTicks = text.unsigned();
        text.skip(7);
        book.add(CPU, (userTicks + systemTicks) / CLOCK_TICKS_A_SECOND);
        book.add(VIRTUAL, text.unsigned());
        book.add(RESIDENT, text.unsigned() * PAGE_BYTES);
        return true;
    }

    /** Soft limits; one that is not set is what the kernel's own numbers end with. */
    private boolean addLimits(Text text) {
        while (text.nextLine()) {
            if (text.startsWith("Max open files")) {
                book.add(MAX_OPEN_FILES, limit(text));
            } else if (text.startsWith("Max address space")) {
                book.add(MAX_VIRTUAL, limit(text));
            }
        }
        return true;
    }

    /** Each limit has three words and then its values. */
    private static double limit(Text text) {
        text.skip(3);
        var soft = text.field();
        return soft.equals("unlimited") ? UNLIMITED : Double.parseDouble(soft);
    }

    private static Family gauge(String name, String help) {
        return Family.gauge(GROUP, name, help);
    }
}
