package io.hypervigil.containers.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.Text;
import io.hypervigil.containers.disk.DiskUsage.Done;
import org.junit.jupiter.api.Test;

final class DiskUsageTest {

    @Test
    void a_device_that_was_not_used_has_its_number_alone() {
        assertThat(
                        DiskUsage.parse(
                                Text.of(
                                        """
                                        7:0
                                        8:16 rbytes=1459200 wbytes=314773504 rios=192 wios=353 dbytes=0 dios=0
                                        253:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=0 dios=0 cost.usage=5
                                        """)))
                .containsExactly(
                        new DiskUsage("8:16", new Done(192, 1459200), new Done(353, 314773504)),
                        new DiskUsage("253:0", new Done(3, 1), new Done(4, 2)));
    }
}
