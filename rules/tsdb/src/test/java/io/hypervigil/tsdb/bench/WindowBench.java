package io.hypervigil.tsdb.bench;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The benchmarks of the window and the memory of a full one, as Markdown on standard output. The
 * measured JVMs get the options of this one.
 */
final class WindowBench {

    private final StringBuilder out = new StringBuilder();

    private WindowBench() {}

    /** Times go by a pattern of names where there is an argument. */
    @Permitted("prints its result")
    public static void main(String[] arguments) throws RunnerException {
        var bench = new WindowBench();
        bench.times(arguments.length == 0 ? "tsdb.bench" : arguments[0]);
        bench.memory();
        System.out.print(bench.out);
    }

    private void times(String pattern) throws RunnerException {
        var options = new OptionsBuilder().include(pattern).verbosity(VerboseMode.SILENT).build();
        Collection<RunResult> results = new Runner(options).run();
        line("| 10,000 series, 3 h | mean | p50 | p99 | most |");
        line("|---|---|---|---|---|");
        for (var result : results) {
            row(result.getPrimaryResult());
        }
    }

    private void row(Result<?> result) {
        var name = result.getLabel().replace('_', ' ');
        var times = result.getStatistics();
        line(
                result.getSampleCount() < 100
                        ? String.format(
                                Locale.ROOT, "| %s | %s | | | |", name, time(times.getMean()))
                        : String.format(
                                Locale.ROOT,
                                "| %s | %s | %s | %s | %s |",
                                name,
                                time(times.getMean()),
                                time(times.getPercentile(50)),
                                time(times.getPercentile(99)),
                                time(times.getMax())));
    }

    private static String time(double micros) {
        return micros < 1000
                ? String.format(Locale.ROOT, "%.2f µs", micros)
                : String.format(Locale.ROOT, "%.2f ms", micros / 1000);
    }

    private void memory() {
        var statistics = Synthetic.full().window().statistics(0);
        line("");
        line("| 10,000 series, 3 h | samples | bytes of samples | a sample | labels and index |");
        line("|---|---|---|---|---|");
        line(
                String.format(
                        Locale.ROOT,
                        "| synthetic | %,d | %,d | %.2f | %,d |",
                        statistics.samples(),
                        statistics.sampleBytes(),
                        (double) statistics.sampleBytes() / statistics.samples(),
                        statistics.indexBytes()));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
