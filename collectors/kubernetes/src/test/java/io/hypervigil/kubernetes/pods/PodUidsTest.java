package io.hypervigil.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PodUidsTest {

    private static final PodDevices WEB = new PodDevices("ns", "web-0", List.of());

    @TempDir Path root;

    @Test
    void of_two_pods_of_one_name_the_newer_counts() throws IOException {
        log("ns_web-0_11111111-1111-1111-1111-111111111111", 2_000);
        log("ns_web-0_22222222-2222-2222-2222-222222222222", 3_000);
        log("ns_web-0_33333333-3333-3333-3333-333333333333", 1_000);

        assertThat(new PodUids(FileTree.at(root)).of(WEB))
                .contains("22222222-2222-2222-2222-222222222222");
    }

    @Test
    void what_is_no_log_folder_of_a_pod_is_passed_over() throws IOException {
        log("ns_web-0", 1_000);
        log("ns_web-0_..", 1_000);

        assertThat(new PodUids(FileTree.at(root)).of(WEB)).isEmpty();
    }

    @Test
    void without_the_folder_no_uid_is_known() {
        assertThat(new PodUids(FileTree.at(root)).of(WEB)).isEmpty();
    }

    private void log(String folder, long modifiedMillis) throws IOException {
        var path = Files.createDirectories(root.resolve("var/log/pods").resolve(folder));
        Files.setLastModifiedTime(path, FileTime.fromMillis(modifiedMillis));
    }
}
