package io.hypervigil.collect.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SettingsBinderTest {

    private final SettingsBinder binder =
            new SettingsBinder(Map.of("HV_TOKEN", "s3cret")::get, Path.of("/etc/hv"));

    @TempDir Path folder;

    @Test
    void where_nothing_is_given_all_is_at_its_default() {
        var bound = SettingsBinder.defaults(Everything.class);

        assertThat(bound)
                .isEqualTo(
                        new Everything(
                                "none",
                                false,
                                80,
                                5,
                                0.5,
                                Duration.ofSeconds(90),
                                Path.of("/srv"),
                                Optional.empty(),
                                Everything.Colour.DEEP_BLUE,
                                List.of("a", "b"),
                                Map.of(),
                                List.of(),
                                new Everything.Door(1, Optional.empty()),
                                Optional.empty()));
    }

    @Test
    void every_component_can_be_given() throws SettingsException {
        var given =
                Giving.fields(
                        "text",
                        "words",
                        "is_on",
                        true,
                        "port",
                        8080,
                        "size_bytes",
                        "9223372036854775807",
                        "ratio",
                        "2.5e-1",
                        "pause",
                        "250ms",
                        "folder",
                        "data",
                        "password",
                        "${HV_TOKEN}",
                        "colour",
                        "red",
                        "names",
                        List.of("c"),
                        "weights",
                        Giving.mapping("x", 1, "y", -2),
                        "doors",
                        List.of(Giving.mapping("width", 2, "token", "t")),
                        "front",
                        Giving.mapping("width", 3),
                        "limit",
                        7);

        var bound = binder.bind(Everything.class, given);

        assertThat(bound)
                .isEqualTo(
                        new Everything(
                                "words",
                                true,
                                8080,
                                Long.MAX_VALUE,
                                0.25,
                                Duration.ofMillis(250),
                                Path.of("/etc/hv/data"),
                                Optional.of(new Secret("s3cret")),
                                Everything.Colour.RED,
                                List.of("c"),
                                Map.of("x", 1, "y", -2),
                                List.of(new Everything.Door(2, Optional.of(new Secret("t")))),
                                new Everything.Door(3, Optional.empty()),
                                Optional.of(7)));
    }

    @Test
    void a_key_without_a_value_is_at_its_default() throws SettingsException {
        var nothing = new Given.Nothing("line 1");

        var bound =
                binder.bind(
                        Everything.class,
                        Giving.fields("port", nothing, "front", nothing, "doors", nothing));

        assertThat(bound).isEqualTo(SettingsBinder.defaults(Everything.class));
    }

    @Test
    void one_value_stands_for_a_list_of_it() throws SettingsException {
        var bound = binder.bind(Everything.class, Giving.fields("names", "only"));

        assertThat(bound.names()).containsExactly("only");
    }

    @Test
    void all_problems_are_told_at_once_each_at_its_place() {
        var given =
                Giving.fields(
                        "prot", 1,
                        "port", 0,
                        "tcp_port", 8080,
                        "doors", List.of(Giving.mapping("width", "wide", "colour", "red")),
                        "pause", "soon");

        assertRefused(
                given,
                """
                key prot: unknown key prot, did you mean port?
                key tcp_port: tcp_port is called port now
                at port: port: 0, from 1 to 65535 expected
                at pause: pause: 'soon', duration expected
                key doors[0].colour: unknown key doors[0].colour, known: width, token, token_file
                at doors[0].width: doors[0].width: 'wide', whole number expected""");
    }

    static Stream<Arguments> refusals() {
        var many = Giving.mapping("a", 1);
        return Stream.of(
                Arguments.of("is_on", "yes", "at is_on: is_on: 'yes', true or false expected"),
                Arguments.of("is_on", "True", "at is_on: is_on: 'True', true or false expected"),
                Arguments.of("port", "080", "at port: port: '080', whole number expected"),
                Arguments.of("port", "1_0", "at port: port: '1_0', whole number expected"),
                Arguments.of("port", "+1", "at port: port: '+1', whole number expected"),
                Arguments.of("port", "1.0", "at port: port: '1.0', whole number expected"),
                Arguments.of("port", "", "at port: port: '', whole number expected"),
                Arguments.of("port", "-1", "at port: port: -1, from 1 to 65535 expected"),
                Arguments.of(
                        "port",
                        "9999999999999999999",
                        "at port: port: 9999999999999999999, from 1 to 65535 expected"),
                Arguments.of("port", List.of(1), "at port: port: a list, whole number expected"),
                Arguments.of("port", many, "at port: port: a mapping, whole number expected"),
                Arguments.of(
                        "size_bytes", -1, "at size_bytes: size_bytes: -1, at least 0 expected"),
                Arguments.of(
                        "size_bytes",
                        "1k",
                        "at size_bytes: size_bytes: '1k', whole number expected"),
                Arguments.of("ratio", "1.5", "at ratio: ratio: 1.5, from 0 to 1 expected"),
                Arguments.of("ratio", "NaN", "at ratio: ratio: 'NaN', number expected"),
                Arguments.of("ratio", "1d", "at ratio: ratio: '1d', number expected"),
                Arguments.of("ratio", "1e999", "at ratio: ratio: 1e999, from 0 to 1 expected"),
                Arguments.of("pause", "15", "at pause: pause: '15', duration expected"),
                Arguments.of("pause", "1s1m", "at pause: pause: '1s1m', duration expected"),
                Arguments.of("folder", "", "at folder: folder: '', path expected"),
                Arguments.of("folder", "a\0b", "at folder: folder: 'a?b', path expected"),
                Arguments.of(
                        "colour",
                        "green",
                        "at colour: colour: 'green', one of red, deep_blue expected"),
                Arguments.of(
                        "colour",
                        "RED",
                        "at colour: colour: 'RED', one of red, deep_blue expected"),
                Arguments.of("names", many, "at names: names[0]: a mapping, text expected"),
                Arguments.of("weights", "x", "at weights: weights: 'x', a mapping expected"),
                Arguments.of(
                        "weights",
                        Giving.mapping("x", "many"),
                        "at weights.x: weights.x: 'many', whole number expected"),
                Arguments.of("doors", "x", "at doors: doors[0]: 'x', a mapping expected"),
                Arguments.of("front", List.of(), "at front: front: a list, a mapping expected"),
                Arguments.of(
                        "front",
                        Giving.mapping("width", 13),
                        "at front: front: nobody walks through 13"),
                Arguments.of(
                        "password",
                        "${HV_NONE}",
                        "at password: password: the variable HV_NONE is not set"),
                Arguments.of(
                        "password", List.of("x"), "at password: password: a list, secret expected"),
                Arguments.of(
                        "password_file",
                        "none",
                        "at password_file: password_file: /etc/hv/none does not exist"),
                Arguments.of(
                        "password_file",
                        "a\0b",
                        "at password_file: password_file: 'a?b', path expected"),
                Arguments.of(
                        "password_file",
                        List.of(),
                        "at password_file: password_file: a list, path expected"),
                Arguments.of(
                        "a\nb",
                        1,
                        "key a\nb: unknown key a?b, known: text, is_on, port, size_bytes, ratio,"
                                + " pause, folder, password, password_file, colour, names, weights,"
                                + " doors, front, limit"),
                Arguments.of(
                        "text", new Given.Items(List.of(), "l"), "l: text: a list, text expected"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void bad_values_are_refused(String key, Object value, String refusal) {
        assertRefused(Giving.fields(key, value), refusal);
    }

    @Test
    void a_refusal_of_the_record_points_at_the_value_it_begins_with() {
        assertRefused(
                Giving.fields("is_on", true, "port", 81),
                "at port: port: 81, another one expected while it is on");
    }

    @Test
    void a_record_refuses_all_it_can_though_other_values_are_refused_before() {
        assertThatThrownBy(
                        () ->
                                binder.bind(
                                        Pair.class,
                                        Giving.fields("low", 6, "high", 10, "needed", 1)))
                .hasMessage(
                        """
                        at low: low: 6, at most 5 expected
                        at high: high: 10, at most 9 expected""");
        assertThatThrownBy(
                        () ->
                                binder.bind(
                                        Pair.class,
                                        Giving.fields("low", "x", "high", 10, "needed", 1)))
                .hasMessage(
                        """
                        at low: low: 'x', whole number expected
                        at high: high: 10, at most 9 expected""");
        assertThatThrownBy(() -> binder.bind(Pair.class, Giving.fields("high", 10, "needed", "x")))
                .hasMessage("at needed: needed: 'x', whole number expected");
    }

    @Test
    void something_else_than_a_mapping_is_refused_as_a_whole() {
        assertRefused(Giving.given("x", ""), "top: 'x', a mapping expected");
        assertRefused(Giving.given(List.of(), ""), "top: a list, a mapping expected");
    }

    @Test
    void a_flag_is_named_instead_of_the_key() {
        var flag = new Given.Scalar("x", "--port");

        assertRefused(Giving.fields("port", flag), "--port: 'x', whole number expected");
    }

    @Test
    void a_long_value_is_cut_in_its_refusal() {
        assertRefused(
                Giving.fields("port", "x".repeat(5_000)),
                "at port: port: '" + "x".repeat(100) + "…', whole number expected");
    }

    @Test
    void a_component_without_a_default_must_be_given() {
        record Needy(@Setting(help = "its age") int age) {}

        assertThatThrownBy(() -> binder.bind(Needy.class, Giving.fields()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("top: age is missing, whole number expected");
    }

    @Test
    void a_secret_comes_from_a_file_beside_the_one_it_is_named_in() throws Exception {
        Files.writeString(folder.resolve("token"), "  from a file\n");
        var near = new SettingsBinder(_ -> null, folder);

        var bound = near.bind(Everything.class, Giving.fields("password_file", "token"));

        assertThat(bound.password().orElseThrow().reveal()).isEqualTo("from a file");
        assertThat(bound.toString()).doesNotContain("from a file").contains("<secret>");
    }

    @Test
    void a_secret_given_twice_too_large_or_broken_is_refused_and_not_shown() throws Exception {
        Files.write(folder.resolve("large"), new byte[64 * 1024 + 1]);
        Files.write(folder.resolve("broken"), new byte[] {(byte) 0xff});
        var near = new SettingsBinder(_ -> null, folder);

        assertThatThrownBy(
                        () ->
                                near.bind(
                                        Everything.class,
                                        Giving.fields("password", "hush", "password_file", "f")))
                .hasMessage(
                        "at password_file: password_file: password is given too, one of them"
                                + " expected");
        assertThatThrownBy(
                        () -> near.bind(Everything.class, Giving.fields("password_file", "large")))
                .hasMessage(
                        "at password_file: password_file: %s/large is larger than 64 KiB", folder);
        assertThatThrownBy(
                        () -> near.bind(Everything.class, Giving.fields("password_file", "broken")))
                .hasMessage("at password_file: password_file: %s/broken is not UTF-8", folder);
        assertThatThrownBy(() -> near.bind(Everything.class, Giving.fields("password_file", ".")))
                .hasMessageStartingWith(
                        "at password_file: password_file: could not read " + folder);
    }

    @Test
    void parts_of_one_mapping_are_bound_after_each_other() {
        record Common(boolean enabled) {}
        var given = Giving.fields("enabled", "maybe", "width", 2, "hight", 3);

        var common =
                binder.bind(SettingsShape.of(Common.class), given, "hall", given.fields().keySet());
        var door =
                binder.bind(
                        SettingsShape.of(Everything.Door.class),
                        given,
                        "hall",
                        List.of("enabled", "height"));

        assertThat(common).isEmpty();
        assertThat(door).contains(new Everything.Door(2, Optional.empty()));
        assertThat(binder.problems())
                .containsExactly(
                        "at enabled: hall.enabled: 'maybe', true or false expected",
                        "key hight: unknown key hall.hight, did you mean height?");
    }

    @Test
    void a_record_with_a_component_that_cannot_be_set_is_a_mistake_of_the_program() {
        record Odd(Thread thread) {}
        record Keyed(Map<Integer, String> byNumber) {}

        assertThatThrownBy(() -> SettingsBinder.defaults(Odd.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("Odd.thread: a setting cannot be a java.lang.Thread");
        assertThatThrownBy(() -> SettingsBinder.defaults(Keyed.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("Keyed.byNumber: a setting cannot be a java.util.Map");
    }

    @Test
    void a_default_that_is_refused_is_a_mistake_of_the_program() {
        record Bad(@Setting(help = "a number", byDefault = "many") int number) {}

        assertThatThrownBy(() -> SettingsBinder.defaults(Bad.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("defaults: number: 'many', whole number expected");
    }

    private void assertRefused(Given given, String problems) {
        var refusal =
                catchThrowableOfType(
                        SettingsException.class, () -> binder.bind(Everything.class, given));

        assertThat(refusal).isNotNull().hasMessage(problems);
    }

    /** Refuses in two ways. */
    record Pair(
            @Setting(help = "low", byDefault = "1") int low,
            @Setting(help = "high", byDefault = "2") int high,
            @Setting(help = "needed") int needed) {
        Pair {
            if (low > 5) {
                throw new IllegalArgumentException("low: " + low + ", at most 5 expected");
            }
            if (high > 9) {
                throw new IllegalArgumentException("high: " + high + ", at most 9 expected");
            }
        }
    }
}
