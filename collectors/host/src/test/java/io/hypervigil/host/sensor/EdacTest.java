package io.hypervigil.host.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.host.part.PartRound;
import io.hypervigil.host.part.Tree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EdacTest {

    private static final String CONTROLLER = "devices/system/edac/mc/mc0/";

    @TempDir Path folder;

    @Test
    void controllers_and_rows_are_told_apart() throws Exception {
        var sys =
                Tree.in(folder)
                        .file("devices/system/edac/mc/power/control", "auto\n")
                        .file(CONTROLLER + "ce_count", "3\n")
                        .file(CONTROLLER + "ce_noinfo_count", "1\n")
                        .file(CONTROLLER + "ue_count", "0\n")
                        .file(CONTROLLER + "csrow2/ce_count", "2\n");

        assertThat(PartRound.samplesOf(new Edac(sys.files())))
                .isEqualTo(
                        """
                        node_edac_correctable_errors_total{controller="0"} 3
                        node_edac_csrow_correctable_errors_total{controller="0",csrow="2"} 2
                        node_edac_csrow_correctable_errors_total{controller="0",csrow="unknown"} 1
                        node_edac_uncorrectable_errors_total{controller="0"} 0
                        """);
    }

    @ParameterizedTest
    @CsvSource({"'', 'line 0: empty, a count expected'", "many, line 1: 'many' is no whole number"})
    void a_count_that_is_none_is_refused_with_its_file(String text, String why) {
        var sys = Tree.in(folder).file(CONTROLLER + "ue_count", text);

        assertThatThrownBy(() -> PartRound.samplesOf(new Edac(sys.files())))
                .isInstanceOf(MalformedTextException.class)
                .hasMessage(folder + "/" + CONTROLLER + "ue_count, " + why);
    }

    @Test
    void a_machine_without_controllers_gives_nothing() throws Exception {
        assertThat(PartRound.samplesOf(new Edac(Tree.in(folder).files()))).isEmpty();
    }
}
