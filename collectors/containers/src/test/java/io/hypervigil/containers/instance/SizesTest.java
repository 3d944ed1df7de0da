package io.hypervigil.containers.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.containers.json.Json;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SizesTest {

    @Test
    void what_a_driver_cannot_tell_counts_nothing_and_a_layer_of_nothing_is_left_out_by_docker()
            throws IOException {
        var answer =
                Json.parse(
                        "df",
                        """
                        {"Containers":[{"Id":"a","SizeRw":7},{"Id":"b"},{"SizeRw":9}],
                         "Volumes":[{"UsageData":{"Size":5}},{"UsageData":{"Size":-1}},
                                    {"UsageData":null},{"UsageData":{"Size":6}}]}""");

        assertThat(Sizes.of(answer, "Id", "SizeRw", "UsageData", "Size"))
                .isEqualTo(new Sizes(Map.of("a", 7L, "b", 0L), 11));
    }

    @Test
    void an_answer_without_any_is_one_of_none() throws IOException {
        var answer = Json.parse("df", "{\"Containers\":null,\"Volumes\":null}");

        assertThat(Sizes.of(answer, "Id", "SizeRw", "UsageData", "Size"))
                .isEqualTo(new Sizes(Map.of(), 0));
    }
}
