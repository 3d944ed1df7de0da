package io.hypervigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Group;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class EnabledGroupsTest {

    @TempDir Path folder;

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("", "", "cpu filesystem guests"),
                Arguments.of("", "--collector.wifi", "cpu filesystem wifi guests"),
                Arguments.of("", "--no-collector.cpu", "filesystem guests"),
                Arguments.of("", "--no-collector.machine", "guests"),
                Arguments.of("", "--no-collector.machine --collector.wifi", "wifi guests"),
                Arguments.of("", "--no-collector.guests", "cpu filesystem"),
                Arguments.of(
                        "",
                        "--no-collector.guests --collector.guests.pool",
                        "cpu filesystem guests.pool"),
                Arguments.of("", "--collector.disable-defaults", ""),
                Arguments.of("", "--collector.disable-defaults --collector.cpu", "cpu"),
                Arguments.of(
                        "", "--collector.disable-defaults --collector.machine", "cpu filesystem"),
                Arguments.of(
                        "",
                        "--collector.disable-defaults --collector.machine --no-collector.cpu",
                        "filesystem"),
                Arguments.of("", "--no-collector.disable-defaults", "cpu filesystem guests"),
                Arguments.of("{disable_defaults: true}", "", ""),
                Arguments.of(
                        "{disable_defaults: true}",
                        "--no-collector.disable-defaults",
                        "cpu filesystem guests"),
                Arguments.of("{machine: {enabled: false}}", "", "guests"),
                Arguments.of(
                        "{machine: {enabled: false}}",
                        "--collector.machine",
                        "cpu filesystem guests"),
                Arguments.of(
                        "{machine: {enabled: false, groups: {wifi: true}}}", "", "wifi guests"),
                Arguments.of(
                        "{machine: {groups: {cpu: false}}}",
                        "--collector.cpu",
                        "cpu filesystem guests"),
                Arguments.of(
                        "{machine: {groups: {wifi: true}}}",
                        "--no-collector.machine",
                        "wifi guests"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_nearest_word_on_a_group_counts(String collectors, String flags, String on)
            throws Exception {
        var enabled =
                Configured.by(folder, collectors.isEmpty() ? "" : "collectors: " + collectors)
                        .and(flags.isEmpty() ? new String[0] : flags.split(" "))
                        .load()
                        .enabledGroups();

        assertThat(
                        Stream.of(TestCollector.MACHINE, TestCollector.GUEST)
                                .flatMap(collector -> collector.groups().stream())
                                .filter(enabled::isOn)
                                .map(Group::name)
                                .collect(Collectors.joining(" ")))
                .isEqualTo(on);
    }

    @Test
    void each_collector_is_told_of_its_own_groups() throws Exception {
        var enabled = Configured.withoutFile().and("--no-collector.guests").load().enabledGroups();

        assertThat(enabled.of("machine")).accepts(TestCollector.CPU).rejects(TestCollector.WIFI);
        assertThat(enabled.of("machine")).rejects(TestCollector.GUESTS);
        assertThat(List.of("machine", "guests"))
                .filteredOn(enabled::isAnyOn)
                .containsExactly("machine");
    }
}
