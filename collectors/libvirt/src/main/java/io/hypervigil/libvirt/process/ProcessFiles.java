package io.hypervigil.libvirt.process;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The files of a process that have a name and a number a line. */
final class ProcessFiles {

    private static final String OPEN_FILES = "Max open files";
    private static final long KIBI = 1024;

    private ProcessFiles() {}

    /**
     * Bytes by the names of {@code status}: {@code VmRSS}, {@code VmSwap}, {@code HugetlbPages}.
     */
    static Map<String, Long> memory(FileTree proc, String folder) {
        try {
            return proc.read(folder + "/status", ProcessFiles::memory);
        } catch (IOException | MalformedTextException _) {
            return Map.of(); // It ended just now.
        }
    }

    /**
     * Of the counts of {@code io} those of storage: {@code read_bytes}, {@code write_bytes}.
     *
     * @throws IOException where it has ended, or belongs to somebody whose files may not be read
     */
    static Map<String, Long> io(FileTree proc, String folder) throws IOException {
        return proc.read(folder + "/io", ProcessFiles::counts);
    }

    /** How many files a process may open; empty where there is no limit. */
    static OptionalLong mostOpenFiles(FileTree proc, String folder) {
        try {
            return proc.read(folder + "/limits", ProcessFiles::openFiles);
        } catch (IOException | MalformedTextException _) {
            return OptionalLong.empty();
        }
    }

    private static Map<String, Long> memory(Text text) {
        var bytes = new HashMap<String, Long>();
        while (text.nextLine()) {
            if (text.startsWith("VmRSS:")
                    || text.startsWith("VmSwap:")
                    || text.startsWith("HugetlbPages:")) {
                bytes.put(text.until(':'), text.whole() * KIBI);
            }
        }
        return bytes;
    }

    private static Map<String, Long> counts(Text text) {
        var counts = new HashMap<String, Long>();
        while (text.nextLine()) {
            if (text.startsWith("read_bytes:") || text.startsWith("write_bytes:")) {
                counts.put(text.until(':'), text.whole());
            }
        }
        return counts;
    }

    private static OptionalLong openFiles(Text text) {
        while (text.nextLine()) {
            if (text.startsWith(OPEN_FILES)) {
                text.skip(OPEN_FILES.split(" ", -1).length);
                return text.startsWith("unlimited")
                        ? OptionalLong.empty()
                        : OptionalLong.of(text.whole());
            }
        }
        return OptionalLong.empty();
    }
}
