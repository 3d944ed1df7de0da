package io.hypervigil.host.bcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class BcacheTest {

    private static final FileTree SYS = FileTree.at(Path.of("src/test/fixtures/storage-zoo/sys"));

    @Test
    void what_is_dear_to_read_is_read_when_asked_for() throws IOException {
        var samples = new PartRound(new Bcache(SYS, new BcacheSettings(true))).samples();

        assertThat(samples)
                .contains(
                        """
                        node_bcache_priority_stats_metadata_percent{uuid="9d3c0b1e-6d51-4f3c-8b3f-7f0f4a1c2e55",cache_device="cache0"} 1
                        node_bcache_priority_stats_unused_percent{uuid="9d3c0b1e-6d51-4f3c-8b3f-7f0f4a1c2e55",cache_device="cache0"} 87
                        """);
    }

    @Test
    void by_default_it_is_not() throws IOException {
        var defaults = SettingsBinder.defaults(BcacheSettings.class);

        assertThat(new PartRound(new Bcache(SYS, defaults)).samples())
                .contains("node_bcache_tree_depth")
                .doesNotContain("priority_stats");
    }
}
