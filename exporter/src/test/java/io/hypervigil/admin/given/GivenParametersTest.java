package io.hypervigil.admin.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.action.Action;
import io.hypervigil.collect.action.Action.Head;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.action.ValueJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GivenParametersTest {

    private static final Action MAKE =
            Head.operates("vm.make", "Make a VM")
                    .with(
                            List.of(
                                    Parameter.positional(
                                            "name",
                                            new Parameter.Type.Text(8),
                                            "what it is called"),
                                    Parameter.optional(
                                            "memory",
                                            new Parameter.Type.Size(1 << 20, 1L << 40),
                                            "its memory"),
                                    Parameter.optional(
                                            "vcpus",
                                            new Parameter.Type.Whole(1, 64),
                                            "its processors"),
                                    Parameter.optional(
                                            "share",
                                            new Parameter.Type.Decimal(
                                                    BigDecimal.ZERO, BigDecimal.ONE),
                                            "its part"),
                                    Parameter.optional(
                                            "start",
                                            new Parameter.Type.Flag(),
                                            "whether it is started"),
                                    Parameter.optional(
                                            "grace", new Parameter.Type.Span(), "how long to wait"),
                                    Parameter.optional(
                                            "boot",
                                            new Parameter.Type.Choice(List.of("disk", "net")),
                                            "what it boots from"),
                                    Parameter.optional(
                                            "disks",
                                            new Parameter.Type.ListOf(
                                                    new Parameter.Type.Size(1, 1L << 50), 2),
                                            "its disks"),
                                    Parameter.optional(
                                            "labels", new Parameter.Type.Pairs(2), "its labels"),
                                    Parameter.optional(
                                            "password",
                                            new Parameter.Type.SecretText(8),
                                            "its password"),
                                    Parameter.optional(
                                            "tokens",
                                            new Parameter.Type.ListOf(
                                                    new Parameter.Type.SecretText(8), 2),
                                            "its tokens")),
                            _ -> ActionResult.unchanged(Map.of()));

    @Test
    void json_and_a_command_line_come_to_the_same() throws Exception {
        var json =
                taken(
                        """
                        {"name": "web", "memory": 4294967296, "vcpus": 4, "share": 0.5,
                         "start": true, "grace": "1m30s", "boot": "disk",
                         "disks": ["1GiB", 512], "labels": {"a": "1", "b": "x=y"}}
                        """);
        var commandLine =
                taken(
                        """
                        {"name": "web", "memory": "4GiB", "vcpus": "4", "share": "0.5",
                         "start": "true", "grace": "90s", "boot": "disk",
                         "disks": ["1 GiB", "512B"], "labels": ["a=1", "b=x=y"]}
                        """);

        assertThat(commandLine).isEqualTo(json);
        assertThat(ValueJson.line(new Value.Fields(json)))
                .isEqualTo(
                        "{\"name\":\"web\",\"memory\":4294967296,\"vcpus\":4,\"share\":0.5,"
                                + "\"start\":true,\"grace\":\"1m30s\",\"boot\":\"disk\","
                                + "\"disks\":[1073741824,512],"
                                + "\"labels\":{\"a\":\"1\",\"b\":\"x=y\"}}");
    }

    @Test
    void one_alone_is_a_list_of_one_and_a_whole_number_is_a_number() throws Exception {
        assertThat(
                        taken(
                                "{\"name\": \"web\", \"disks\": \"1GiB\", \"share\": 1, \"labels\": \"a=b\"}"))
                .containsEntry("disks", new Value.Items(List.of(new Value.Whole(1 << 30))))
                .containsEntry("share", new Value.Decimal(BigDecimal.ONE))
                .containsEntry("labels", new Value.Fields(Map.of("a", new Value.Text("b"))));
    }

    @Test
    void values_that_an_action_hands_on_are_taken_as_they_are() throws Exception {
        var given = taken("{\"name\": \"web\", \"grace\": \"5s\", \"memory\": \"1MiB\"}");

        assertThat(GivenParameters.of(MAKE, given)).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource({"memory, 4GB", "memory, 9999999PiB", "vcpus, 0x10", "share, 1e999999999"})
    void a_text_that_is_no_value_is_said(String parameter, String given) {
        assertThat(fault(parameter, '"' + given + '"')).contains("'" + given + "' given");
    }

    @Test
    void each_fault_names_the_parameter_what_it_takes_and_what_was_given() {
        assertThat(refusal("{}"))
                .isEqualTo("vm.make: name is missing | name takes text (what it is called)");
        assertThat(refusal("{\"name\": 5}"))
                .isEqualTo(
                        "vm.make: name: text of at most 8 characters expected, '5' given"
                                + " | name takes text (what it is called)");
        assertThat(fault("memory", "\"4 apples\""))
                .isEqualTo(
                        "memory: a size from 1048576 to 1099511627776 bytes expected, '4 apples' given"
                                + " | memory takes a size such as 4GiB (its memory)");
        assertThat(fault("vcpus", "65"))
                .isEqualTo(
                        "vcpus: a whole number from 1 to 64 expected, '65' given"
                                + " | vcpus takes a whole number (its processors)");
        assertThat(fault("vcpus", "4.0")).contains("'4.0' given");
        assertThat(fault("start", "\"yes\""))
                .isEqualTo(
                        "start: true or false expected, 'yes' given"
                                + " | start takes true or false (whether it is started)");
        assertThat(fault("grace", "\"soon\""))
                .isEqualTo(
                        "grace: a time span such as 30s expected, 'soon' given"
                                + " | grace takes a time span such as 30s or 1h30m (how long to wait)");
        assertThat(fault("boot", "\"floppy\""))
                .isEqualTo(
                        "boot: one of disk, net expected, 'floppy' given"
                                + " | boot takes one of disk, net (what it boots from)");
        assertThat(fault("disks", "[1, 2, 3]"))
                .isEqualTo(
                        "disks: a list of at most 2 expected"
                                + " | disks takes a list, each of it a size such as 4GiB (its disks)");
        assertThat(fault("labels", "[\"a\"]"))
                .isEqualTo(
                        "labels: at most 2 names with values expected"
                                + " | labels takes names with their values, NAME=VALUE (its labels)");
    }

    @Test
    void an_unknown_one_is_told_the_nearest_or_all_there_are() {
        assertThat(fault("memry", "1"))
                .isEqualTo("there is no parameter 'memry' | did you mean memory?");
        assertThat(fault("q\\nq", "1"))
                .startsWith("there is no parameter 'q?q' | vm.make takes name, memory, vcpus,");
    }

    @Test
    void all_faults_are_told_at_once() {
        assertThat(refusal("{\"vcpus\": 0, \"boot\": \"x\"}"))
                .startsWith("vm.make: name is missing; vcpus: a whole number")
                .contains("; boot: one of disk, net expected, 'x' given | name takes");
    }

    @Test
    void a_secret_is_refused_without_being_told() {
        assertThat(fault("password", "\"hunter2hunter2\""))
                .isEqualTo(
                        "password: text of at most 8 characters expected"
                                + " | password takes text (its password)");
        assertThat(fault("password", "12345")).doesNotContain("12345");
        assertThat(fault("tokens", "[\"hunter2hunter2\"]")).doesNotContain("hunter2");
        assertThat(fault("tokens", "{\"hunter2\": \"hunter2\"}")).doesNotContain("hunter2");
    }

    @Test
    void long_text_is_cut_within_a_refusal() {
        assertThat(fault("boot", "\"" + "x".repeat(5_000) + "\"")).hasSizeLessThan(300);
    }

    private static Map<String, Value> taken(String json) throws IOException, ActionFailure {
        return GivenParameters.of(MAKE, ValueJson.read(json).fields());
    }

    private static String fault(String parameter, String json) {
        var refusal = refusal("{\"name\": \"web\", \"" + parameter + "\": " + json + "}");
        assertThat(refusal).startsWith("vm.make: ");
        return refusal.substring("vm.make: ".length());
    }

    private static String refusal(String json) {
        var failure = catchThrowableOfType(ActionFailure.class, () -> taken(json));
        assertThat(failure.kind()).isEqualTo(ActionFailure.Kind.INVALID);
        return failure.getMessage() + " | " + failure.remedy();
    }
}
