package io.hypervigil.admin.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class JobIdTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void names_sort_by_time() {
        var random = new SecureRandom();
        var ids = new ArrayList<JobId>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(JobId.at(NOON.plusMillis(i * 37L), random));
        }

        assertThat(ids).isSorted();
        assertThat(JobId.at(NOON, random).text()).startsWith("1m81j18g0").hasSize(22);
    }

    @Test
    void no_two_of_one_moment_are_the_same() {
        var random = new SecureRandom();
        var ids = new HashSet<JobId>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(JobId.at(NOON, random));
        }

        assertThat(ids).hasSize(10_000);
    }

    @Test
    void what_is_no_name_is_no_path_either() {
        var id = JobId.at(NOON, new SecureRandom());

        assertThat(JobId.parse(id.text())).contains(id);
        assertThat(JobId.parse("../../../../etc/passwd")).isEmpty();
        assertThat(JobId.parse(id.text() + "/")).isEmpty();
        assertThat(JobId.parse(id.text().substring(1) + "U")).isEmpty();
        assertThat(JobId.parse("")).isEmpty();
    }
}
