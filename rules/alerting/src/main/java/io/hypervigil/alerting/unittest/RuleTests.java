package io.hypervigil.alerting.unittest;

import io.hypervigil.alerting.rulefile.Globs;
import io.hypervigil.alerting.rulefile.RuleFile;
import io.hypervigil.alerting.rulefile.RuleFileException;
import io.hypervigil.alerting.rulefile.RuleFileOptions;
import io.hypervigil.alerting.rulefile.RuleFiles;
import io.hypervigil.alerting.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * {@code test rules}: runs files of unit tests in promtool's format.
 *
 * <p>Thread: confined.
 */
public final class RuleTests {

    private static final long MOST_BYTES = 16 << 20;

    private final RuleTestOptions options;
    private final Appendable out;
    private final Appendable errors;
    private final JUnitReport report;

    /**
     * @param out successes, and the samples that {@code --debug} prints
     * @param errors failures
     * @param report is told of each test
     */
    public RuleTests(
            RuleTestOptions options, Appendable out, Appendable errors, JUnitReport report) {
        this.options = options;
        this.out = out;
        this.errors = errors;
        this.report = report;
    }

    /**
     * Runs all tests of some files.
     *
     * @return the exit code: 0 where all went well, 1 otherwise
     * @throws IOException if what came of them cannot be written
     */
    public int run(List<Path> files) throws IOException {
        boolean isGood = true;
        for (var file : files) {
            var failures = run(file);
            if (failures.isEmpty()) {
                out.append("  SUCCESS\n");
            } else {
                isGood = false;
                errors.append("  FAILED:\n");
                for (var failure : failures) {
                    errors.append(failure).append('\n');
                    out.append('\n');
                }
            }
            out.append('\n');
        }
        return isGood ? 0 : 1;
    }

    private List<String> run(Path path) throws IOException {
        report.begin(path.toString());
        try {
            var file = TestFileReader.read(text(path), path.toString());
            return run(
                    file, rules(file, Objects.requireNonNull(path.toAbsolutePath().getParent())));
        } catch (YamlException e) {
            return abort(List.of(String.valueOf(e.getMessage())));
        } catch (RuleFileException e) {
            return abort(e.faults());
        }
    }

    private List<String> abort(List<String> faults) {
        faults.forEach(report::error);
        return faults;
    }

    private static String text(Path path) throws RuleFileException {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new RuleFileException(List.of(path + ": more than 16 MiB"));
            }
            return Files.readString(path);
        } catch (NoSuchFileException _) {
            throw new RuleFileException(List.of(path + ": no such file"));
        } catch (IOException e) {
            throw new RuleFileException(List.of(path + ": cannot be read: " + e.getMessage()));
        }
    }

    private List<RuleFile> rules(TestFile file, Path folder) throws RuleFileException, IOException {
        var paths = new LinkedHashSet<Path>();
        for (var pattern : file.ruleFiles()) {
            var found = Globs.expand(folder, pattern);
            if (found.isEmpty()) {
                errors.append("  WARNING: no file match pattern ").append(pattern).append('\n');
            }
            paths.addAll(found);
        }
        var reader =
                new RuleFiles(
                        new RuleFileOptions(
                                options.engine().parser(), false, options.ignoresUnknownFields()));
        // A file that no test needs is not looked at, as promtool does it.
        var files = new ArrayList<RuleFile>();
        if (!file.cases().isEmpty()) {
            for (var path : paths) {
                files.add(reader.read(path));
            }
        }
        return ordered(files, file.groupOrder());
    }

    /** Each group as a file of its own, those first that no order is given for. */
    private static List<RuleFile> ordered(List<RuleFile> files, List<String> order)
            throws RuleFileException {
        if (new HashSet<>(order).size() < order.size()) {
            throw new RuleFileException(List.of("group name repeated in evaluation order"));
        }
        var places = new HashMap<String, Integer>();
        order.forEach(name -> places.put(name, order.indexOf(name)));
        return files.stream()
                .flatMap(
                        file ->
                                file.groups().stream()
                                        .map(group -> new RuleFile(file.name(), List.of(group))))
                .sorted(
                        Comparator.comparing(
                                file -> places.getOrDefault(file.groups().getFirst().name(), 0)))
                .toList();
    }

    private List<String> run(TestFile file, List<RuleFile> rules) throws IOException {
        var failures = new ArrayList<String>();
        for (int i = 0; i < file.cases().size(); i++) {
            var test = file.cases().get(i);
            if (options.runs(test.name())) {
                var name = test.name().isEmpty() ? "unnamed#" + i : test.name();
                var run = new CaseRun(test, file, rules, options);
                var found = run.run();
                if (options.prints()) {
                    new Dump(name, test, run).write(out);
                }
                report.add(name, found);
                failures.addAll(found);
            }
        }
        return failures;
    }
}
