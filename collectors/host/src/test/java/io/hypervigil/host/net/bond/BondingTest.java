package io.hypervigil.host.net.bond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.PartRound;
import io.hypervigil.host.part.Tree;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BondingTest {

    @TempDir Path folder;

    @Test
    void links_that_are_up_are_counted_whatever_they_are_called() throws Exception {
        var sys =
                Tree.in(folder)
                        .file("class/net/bonding_masters", "bond0 empty\n")
                        .file("class/net/empty/bonding/slaves", "\n")
                        .file("class/net/bond0/bonding/slaves", "eth0 eth1 eth2 gone\n")
                        .file("class/net/bond0/lower_eth0/bonding_slave/mii_status", "up\n")
                        .file("class/net/bond0/slave_eth1/bonding_slave/mii_status", "up\n")
                        .file("class/net/bond0/lower_eth2/bonding_slave/mii_status", "down\n");

        assertThat(PartRound.samplesOf(new Bonding(sys.files())))
                .isEqualTo(
                        """
                        node_bonding_active{master="bond0"} 2
                        node_bonding_active{master="empty"} 0
                        node_bonding_slaves{master="bond0"} 4
                        node_bonding_slaves{master="empty"} 0
                        """);
    }

    @Test
    void a_machine_without_bonds_has_no_list_of_them() {
        assertThatThrownBy(() -> PartRound.samplesOf(new Bonding(Tree.in(folder).files())))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void words_are_parted_by_any_blanks() {
        assertThat(Bonding.words(Text.of(" a\tb \n\nc\n"))).containsExactly("a", "b", "c");
        assertThat(Bonding.words(Text.of(""))).isEmpty();
    }
}
