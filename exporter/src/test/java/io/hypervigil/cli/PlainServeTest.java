package io.hypervigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.config.CollectorCatalog;
import io.hypervigil.config.FlagCatalog;
import io.hypervigil.config.TestCollector;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The short way through a plain serve understands what picocli understands. */
final class PlainServeTest {

    private static final FlagCatalog FLAGS =
            new FlagCatalog(
                    new CollectorCatalog(List.of(TestCollector.MACHINE, TestCollector.GUEST)));

    @Test
    void plain_flags_are_understood() {
        var words =
                List.of(
                        "--web.listen-address=:1",
                        "--web.listen-address",
                        "unix:/a=b",
                        "--no-collector.cpu",
                        "--collector.wifi",
                        "--log.level",
                        "info",
                        "--collector.cpu.info.flags-include=-x=y");

        assertThat(PlainServe.flags(FLAGS, words)).isPresent();
        assertThat(PlainServe.flags(FLAGS, List.of())).isPresent();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void what_is_understood_is_what_picocli_understands(@ForAll("words") List<String> words)
            throws UsageProblem {
        var plain = PlainServe.flags(FLAGS, words);

        if (plain.isPresent()) {
            var all = new ArrayList<>(List.of("serve"));
            all.addAll(words);
            var values = Invocation.of(CommandModel.of(FLAGS), FLAGS, all).flags(FLAGS);
            assertThat(values).hasToString(plain.get().toString());
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void any_words_end_in_an_exit_code(@ForAll("words") List<String> words) {
        var console = new FakeConsole();

        int code = console.run(words.toArray(String[]::new));

        assertThat(code).isIn(0, 1, 2);
        assertThat(console.complained().isEmpty()).isEqualTo(code == 0);
        assertThat(console.complained()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Provide
    Arbitrary<List<String>> words() {
        var names =
                Arbitraries.of(
                        FLAGS.sections().stream()
                                .flatMap(section -> section.flags().stream())
                                .flatMap(flag -> List.of(flag.name(), flag.negative()).stream())
                                .toList());
        var values =
                Arbitraries.oneOf(
                        Arbitraries.of(
                                "",
                                "1",
                                ":1",
                                "info",
                                "true",
                                "a b",
                                "=",
                                "-",
                                "--",
                                "-1",
                                "@x",
                                "\"q\"",
                                "'q'",
                                "${X}",
                                "%s",
                                "debug",
                                "/tmp/none",
                                "serve",
                                "help",
                                "\\"),
                        Arbitraries.strings().ofMaxLength(6));
        return Arbitraries.oneOf(
                        names,
                        names.flatMap(name -> values.map(value -> name + "=" + value)),
                        values,
                        Arbitraries.of(
                                "--help", "-h", "--version", "--x", "-x", "collect", "check"))
                .list()
                .ofMaxSize(5);
    }
}
