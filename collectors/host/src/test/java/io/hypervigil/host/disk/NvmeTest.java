package io.hypervigil.host.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NvmeTest {

    @TempDir Path sys;

    @Test
    void what_an_older_kernel_does_not_tell_is_absent() throws IOException {
        write("nvme0/model", "Some SSD                                \n");
        write("nvme0/nvme0n1/size", "1000\n");
        write("nvme0/nvme0n1/queue/logical_block_size", "512\n");

        assertThat(samples())
                .isEqualTo(
                        """
                        node_nvme_info{device="nvme0",firmware_revision="",model="Some SSD",serial="",state="",cntlid=""} 1
                        node_nvme_namespace_capacity_bytes{device="nvme0",nsid="1"} 512000
                        node_nvme_namespace_info{device="nvme0",nsid="1",ana_state="unknown"} 1
                        node_nvme_namespace_logical_block_size_bytes{device="nvme0",nsid="1"} 512
                        node_nvme_namespace_size_bytes{device="nvme0",nsid="1"} 512000
                        """);
    }

    @Test
    void without_a_block_size_no_size_is_made_up() throws IOException {
        write("nvme0/nvme0n1/size", "1000\n");

        assertThat(samples()).contains("namespace_info").doesNotContain("_bytes");
    }

    @Test
    void a_machine_without_nvme_is_no_fault() {
        assertThatThrownBy(this::samples).isInstanceOf(NotHere.class);
    }

    private void write(String path, String text) throws IOException {
        var file = sys.resolve("class/nvme").resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private String samples() throws IOException {
        return new PartRound(new Nvme(FileTree.at(sys))).samples();
    }
}
