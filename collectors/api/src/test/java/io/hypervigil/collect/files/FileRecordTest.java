package io.hypervigil.collect.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileRecordTest {

    @TempDir Path machine;
    @TempDir Path fixture;

    @Test
    void files_links_and_folders_that_were_read_make_the_same_tree() throws IOException {
        Files.createDirectories(machine.resolve("devices/eth0"));
        Files.createDirectories(machine.resolve("class"));
        Files.writeString(machine.resolve("devices/eth0/mtu"), "1500\n");
        Files.createSymbolicLink(machine.resolve("class/eth0"), Path.of("../devices/eth0"));
        Files.writeString(machine.resolve("unread"), "secret");
        var tree = FileTree.at(machine).recordedIn(new FileRecord(fixture));

        assertThat(tree.list("")).containsExactly("class", "devices", "unread");
        assertThat(tree.link("class/eth0")).contains("../devices/eth0");
        assertThat(tree.wholeAttribute("devices/eth0/mtu")).hasValue(1500);

        var recorded = FileTree.at(fixture);
        assertThat(recorded.list("")).containsExactly("class", "devices");
        assertThat(recorded.wholeAttribute("class/eth0/mtu")).hasValue(1500);
    }
}
