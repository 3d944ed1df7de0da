package io.hypervigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packs that ship, by our check and tests of rules and by promtool's. */
final class PacksByOurToolTest {

    private final FakeConsole console = new FakeConsole();

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"container", "gpu", "host", "kubernetes", "self", "vm"})
    void a_pack_is_good_and_its_tests_pass(String pack) throws Exception {
        var rules = file(pack + ".yml");
        var tests = file(pack + "_test.yml");

        assertThat(console.run("check", "rules", "--lint-fatal", rules))
                .as(console.complained())
                .isZero();
        var checked = console.printed();
        assertThat(console.run("test", "rules", tests)).as(console.complained()).isZero();

        var promtool = RealPart.require("promtool", "run ./test").toString();
        assertThat(RealPart.run(folder, "", List.of(promtool, "check", "rules", rules)))
                .isEqualTo(new RealPart.Run(0, checked));
        assertThat(RealPart.run(folder, "", List.of(promtool, "test", "rules", tests)).exitCode())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"container", "gpu", "host", "kubernetes", "self", "vm"})
    void a_pack_that_was_broken_fails_its_tests_here_and_there(String pack) throws Exception {
        var tests = Path.of(file(pack + "_test.yml"));
        // Nothing is greater than infinity: what must fire does not.
        var broken =
                Files.readString(Path.of(file(pack + ".yml")))
                        .replaceAll("(?m)^( +)expr: ([^|\\n]+)$", "$1expr: ($2) > Inf");
        Files.writeString(folder.resolve(pack + ".yml"), broken);
        var copy = Files.copy(tests, folder.resolve(pack + "_test.yml")).toString();

        assertThat(console.run("test", "rules", copy)).isEqualTo(1);

        var promtool = RealPart.require("promtool", "run ./test").toString();
        assertThat(RealPart.run(folder, "", List.of(promtool, "test", "rules", copy)).exitCode())
                .isEqualTo(1);
    }

    private static String file(String name) throws Exception {
        return Path.of("../rules/packs", name).toRealPath().toString();
    }
}
