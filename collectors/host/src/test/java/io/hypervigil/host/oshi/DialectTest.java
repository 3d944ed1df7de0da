package io.hypervigil.host.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Schema;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DialectTest {

    private static final Group KERNEL = Group.off("disks", "as the kernel's part says");
    private static final Family DECLARED =
            Family.gauge(KERNEL, "disk_info", "Declared.", "wwn", "model", "device");
    private static final Family PATTERN = Family.gauge(KERNEL, "disk_*_bytes", "Declared.");
    private static final Family OPEN = Family.gauge(KERNEL, "board_info", "Declared.", "*");

    private static final Group OURS = Group.on("disks", "as OSHI's part says");
    private static final Family INFO = Family.gauge(OURS, "disk_info", "Ours.", "device", "model");
    private static final Family SIZE = Family.gauge(OURS, "disk_size_bytes", "Ours.");
    private static final Family BOARD = Family.gauge(OURS, "board_info", "Ours.", "maker");
    private static final Family EXTRA = Family.counter(OURS, "disk_turns_total", "Ours.");

    private final Dialect dialect =
            new Dialect(new Schema(List.of(KERNEL), List.of(DECLARED, PATTERN, OPEN)));

    @Test
    void samples_come_with_the_declared_labels_in_their_order() throws Exception {
        var part =
                dialect.translated(
                        sink -> {
                            sink.add(INFO, 1, "sda", "WD");
                            sink.add(SIZE, 512);
                            sink.add(BOARD, 1, "Acme");
                            sink.add(EXTRA, 7);
                        });

        assertThat(PartRound.samplesOf(part))
                .isEqualTo(
                        """
                        board_info{maker="Acme"} 1
                        disk_info{wwn="",model="WD",device="sda"} 1
                        disk_size_bytes 512
                        disk_turns_total 7
                        """);
    }

    @Test
    void only_what_nobody_declares_is_added_and_in_the_declared_group() {
        assertThat(dialect.group(OURS)).isSameAs(KERNEL);
        assertThat(dialect.undeclared(List.of(INFO, SIZE, BOARD, EXTRA)))
                .singleElement()
                .satisfies(
                        family -> {
                            assertThat(family.name()).isEqualTo("disk_turns_total");
                            assertThat(family.group()).isEqualTo(KERNEL);
                        });
    }

    @Test
    void native_code_that_does_not_load_is_a_failure_of_its_part() {
        var part =
                dialect.translated(
                        _ -> {
                            throw new UnsatisfiedLinkError("no jnidispatch");
                        });

        assertThatThrownBy(() -> PartRound.samplesOf(part))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no jnidispatch");
    }
}
