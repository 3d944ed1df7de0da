package io.hypervigil.nvml.bus;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Errors on PCI Express that the kernel counted of a function, by severity.
 *
 * <pre>
 * RxErr 0
 * BadTLP 2
 * TOTAL_ERR_COR 2
 * </pre>
 */
record AerErrors(Severity severity, List<Count> counts) {

    private static final String SUM = "TOTAL_ERR_";

    AerErrors {
        counts = List.copyOf(counts);
    }

    /** How bad, and the file that says so. */
    enum Severity {
        CORRECTABLE("correctable"),
        NONFATAL("nonfatal"),
        FATAL("fatal");

        private final String text;

        Severity(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /**
     * @param error as the kernel names it: {@code BadTLP}
     * @param count since the device was found
     */
    record Count(String error, double count) {}

    /** Of every severity that there is a file of: a device without AER has none. */
    static List<AerErrors> read(FileTree sys, String folder) throws IOException {
        var errors = new ArrayList<AerErrors>();
        for (Severity severity : Severity.values()) {
            sys.find(folder + "/aer_dev_" + severity.text(), AerErrors::parse)
                    .ifPresent(counts -> errors.add(new AerErrors(severity, counts)));
        }
        return errors;
    }

    /** The sum stands below its parts: it is passed over. */
    static List<Count> parse(Text text) {
        var counts = new ArrayList<Count>();
        while (text.nextLine()) {
            if (text.hasField()) {
                var error = text.field();
                double count = text.unsigned();
                if (!error.startsWith(SUM)) {
                    counts.add(new Count(error, count));
                }
            }
        }
        return counts;
    }
}
