package io.hypervigil.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.alerting.rulefile.RuleFile;
import io.hypervigil.alerting.rulefile.RuleFileOptions;
import io.hypervigil.alerting.rulefile.RuleFileReader;
import io.hypervigil.collect.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShippedPacksTest {

    private static final RuleFileReader READER = new RuleFileReader(RuleFileOptions.STANDARD);

    @Test
    void all_ship_in_one_order_whatever_order_they_are_asked_for_in() throws Exception {
        assertThat(names("all"))
                .containsExactly(
                        "packs/gpu.yml",
                        "packs/vm.yml",
                        "packs/host.yml",
                        "packs/container.yml",
                        "packs/kubernetes.yml",
                        "packs/self.yml");
        assertThat(names("self", "gpu", "self")).containsExactly("packs/gpu.yml", "packs/self.yml");
        assertThat(names("none")).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void one_that_is_not_there_is_refused_with_those_that_are() {
        assertThatThrownBy(() -> names("gpus"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("alerting.packs: there is no pack gpus, is gpu meant?");
        assertThatThrownBy(() -> names("../secret"))
                .hasMessage(
                        "alerting.packs: there is no pack ../secret, there are gpu, vm, host,"
                                + " container, kubernetes, self");
    }

    @Test
    void what_ships_is_what_the_project_shows() throws Exception {
        for (String name : ShippedPacks.NAMES) {
            assertThat(ShippedPacks.text(name))
                    .isEqualTo(Files.readString(Path.of("../rules/packs", name + ".yml")));
        }
    }

    private static List<String> names(String... wanted) throws SettingsException {
        return ShippedPacks.read(List.of(wanted), "http://h:10048", READER).stream()
                .map(RuleFile::name)
                .toList();
    }
}
