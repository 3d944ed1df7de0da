package io.hypervigil.host.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.PartRound;
import io.hypervigil.host.part.Tree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DmiTest {

    @TempDir Path folder;

    @Test
    void what_may_be_read_is_a_label_even_where_it_is_empty() throws Exception {
        var sys =
                Tree.in(folder)
                        .file("class/dmi/id/sys_vendor", "QEMU\n")
                        .file("class/dmi/id/product_name", "Standard PC (Q35 + ICH9, 2009)\n")
                        .file("class/dmi/id/product_sku", "\n")
                        .file("class/dmi/id/chassis_type", "1\n")
                        .file("class/dmi/id/product_uuid/is_refused", "");

        assertThat(PartRound.samplesOf(new Dmi(sys.files())))
                .isEqualTo(
                        "node_dmi_info{product_name=\"Standard PC (Q35 + ICH9, 2009)\",product_sku=\"\",system_vendor=\"QEMU\"} 1\n");
    }

    @Test
    void a_machine_without_dmi_has_none() {
        assertThatThrownBy(() -> PartRound.samplesOf(new Dmi(Tree.in(folder).files())))
                .isInstanceOf(NotHere.class);
    }
}
