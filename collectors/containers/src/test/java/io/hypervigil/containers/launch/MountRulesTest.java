package io.hypervigil.containers.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.action.ActionFailure;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a host whose / is a folder of the test's. */
class MountRulesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // By JUnit.
    Path root;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(root.resolve("data/set"));
        Files.createDirectories(root.resolve("work"));
        Files.createDirectories(root.resolve("data-private"));
        Files.writeString(root.resolve("data/file"), "x");
        Files.createSymbolicLink(root.resolve("data/inside"), Path.of("set"));
        Files.createSymbolicLink(root.resolve("data/outside"), Path.of("../data-private"));
        Files.createSymbolicLink(root.resolve("linked"), Path.of("data"));
    }

    @Test
    void what_is_below_an_allowed_folder_is_given_by_its_real_path() throws Exception {
        assertThat(granted("/data:/a", "/data/file:/b", "/data/inside:/c:ro", "/linked/set:/d"))
                .containsExactly(
                        new HostMount("/data", "/a", false),
                        new HostMount("/data/file", "/b", false),
                        new HostMount("/data/set", "/c", false),
                        new HostMount("/data/set", "/d", false));
        assertThat(granted("/work:/w:rw", "/work:/r"))
                .containsExactly(
                        new HostMount("/work", "/w", true), new HostMount("/work", "/r", false));
    }

    @Test
    void what_is_not_below_one_is_refused_wherever_links_lead() throws Exception {
        assertThat(failure("/data-private:/x"))
                .isEqualTo(
                        "NOT_PERMITTED: mounts: '/data-private:/x': /data-private is not below a"
                                + " folder that containers may have");
        assertThat(failure("/data/outside:/x"))
                .isEqualTo(
                        "NOT_PERMITTED: mounts: '/data/outside:/x': /data-private is not below a"
                                + " folder that containers may have");
        assertThat(failure("/data/set:/x:rw")).endsWith("containers may write to");
        assertThat(failure("/:/x")).startsWith("NOT_PERMITTED");
        // On a host seen through a folder, an absolute link leads to our own files.
        var other = Files.createTempDirectory(root.toAbsolutePath().getParent(), "other");
        Files.createSymbolicLink(root.resolve("data/away"), other);
        assertThat(failure("/data/away:/x"))
                .isEqualTo("NOT_FOUND: mounts: '/data/away:/x': /data/away is not there");
        Files.delete(root.resolve("data/away"));
        Files.delete(other);
    }

    @Test
    void sockets_are_no_data() throws IOException {
        var socket = root.resolve("data/s");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertThat(failure("/data/s:/x"))
                    .isEqualTo(
                            "NOT_PERMITTED: mounts: '/data/s:/x': /data/s is no file and no"
                                    + " folder");
        }
    }

    @Test
    void what_is_no_mount_is_refused() {
        for (String odd :
                List.of("", "/data", "data:/x", "/data:x", "/data:/x:wr", "/a:/b:rw:x", "a\0:/b")) {
            assertThat(failure(odd)).as(odd).startsWith("INVALID").contains("expected");
        }
        assertThat(failure("/data/../etc:/x")).endsWith("a path without . and .. expected");
        assertThat(failure("/data:/")).endsWith("nothing can be mounted at /");
        assertThat(failure("/data:/proc/1")).endsWith("nothing can be mounted at /proc/1");
        assertThat(failure("/data:/var/run/nvidia-container-devices/all"))
                .endsWith("nothing can be mounted at /var/run/nvidia-container-devices/all");
        assertThat(failure("/data/none:/x")).endsWith("/data/none is not there");
        assertThat(failure("/data:/x", "/data/set:/x")).endsWith("its target is given twice");
    }

    private List<HostMount> granted(String... asked) throws ActionFailure {
        return new MountRules(root, List.of("/data", "/work:rw", "/not/there"))
                .granted(List.of(asked));
    }

    private String failure(String... asked) {
        var failure = catchThrowableOfType(ActionFailure.class, () -> granted(asked));
        assertThat(failure).as(String.join(", ", asked)).isNotNull();
        return failure.kind() + ": " + failure.getMessage();
    }
}
