package io.hypervigil.alerting.unittest;

import io.hypervigil.alerting.rulefile.DuplicateRules;
import io.hypervigil.alerting.rulefile.RuleFile;
import io.hypervigil.alerting.rulefile.RuleFileException;
import io.hypervigil.alerting.rulefile.RuleFileOptions;
import io.hypervigil.alerting.rulefile.RuleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * {@code check rules}: says of rule files whether they can be used.
 *
 * <p>Thread: confined.
 */
public final class RuleCheck {

    private static final int GOOD = 0;
    private static final int BAD = 1;
    private static final int REMARKED = 3;

    private final RuleFiles files;
    private final boolean findsDuplicates;
    private final boolean isRemarkFatal;
    private final Appendable out;
    private final Appendable errors;

    /**
     * @param findsDuplicates whether rules that write the same series are remarked on ({@code
     *     --lint})
     * @param isRemarkFatal whether a remark makes the exit code 3 ({@code --lint-fatal})
     */
    public RuleCheck(
            RuleFileOptions options,
            boolean findsDuplicates,
            boolean isRemarkFatal,
            Appendable out,
            Appendable errors) {
        this.files = new RuleFiles(options);
        this.findsDuplicates = findsDuplicates;
        this.isRemarkFatal = isRemarkFatal;
        this.out = out;
        this.errors = errors;
    }

    /**
     * Checks some files.
     *
     * @return the exit code: 0, or 1 where one cannot be used, or 3 where one is remarked on and
     *     that is fatal
     * @throws IOException if what came of it cannot be written
     */
    public int run(List<Path> paths) throws IOException {
        var verdicts = EnumSet.of(Verdict.GOOD);
        for (var path : paths) {
            verdicts.add(check(path.toString(), () -> files.read(path)));
        }
        return code(verdicts);
    }

    /**
     * Checks what is read from a stream.
     *
     * @param name what it is called
     * @return the exit code, as of files
     * @throws IOException if what came of it cannot be written
     */
    public int run(String name, InputStream stream) throws IOException {
        return code(Set.of(check(name, () -> files.read(name, stream))));
    }

    private enum Verdict {
        GOOD,
        REMARKED,
        BAD
    }

    private interface Reading {
        RuleFile file() throws RuleFileException;
    }

    private Verdict check(String name, Reading reading) throws IOException {
        out.append("Checking ").append(name).append('\n');
        try {
            boolean isRemarked = checkGood(reading.file());
            out.append('\n');
            return isRemarked ? Verdict.REMARKED : Verdict.GOOD;
        } catch (RuleFileException e) {
            errors.append("  FAILED:\n").append(e.getMessage()).append('\n');
            return Verdict.BAD;
        }
    }

    private int code(Set<Verdict> verdicts) {
        if (verdicts.contains(Verdict.BAD)) {
            return BAD;
        }
        return verdicts.contains(Verdict.REMARKED) && isRemarkFatal ? REMARKED : GOOD;
    }

    /**
     * @return whether there is a remark
     */
    private boolean checkGood(RuleFile file) throws IOException {
        var duplicates = DuplicateRules.of(file.groups()).rules();
        if (!findsDuplicates || duplicates.isEmpty()) {
            out.append("  SUCCESS: ").append(String.valueOf(file.rules()));
            out.append(" rules found\n");
            return false;
        }
        errors.append("  FAILED:\nlint error ").append(String.valueOf(duplicates.size()));
        errors.append(" duplicate rule(s) found.\n");
        for (var rule : duplicates) {
            errors.append("Metric: ").append(rule.name()).append("\nLabel(s):\n");
            for (var label : rule.labels().entrySet()) {
                errors.append('\t').append(label.getKey()).append(": ");
                errors.append(label.getValue()).append('\n');
            }
        }
        errors.append("Might cause inconsistency while recording expressions\n");
        return true;
    }
}
