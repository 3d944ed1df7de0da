package io.hypervigil.containers.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hypervigil.collect.action.ActionFailure;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortRulesTest {

    private static final PortRules RULES =
            new PortRules(
                    List.of("8000-8999", "443", "127.0.0.1:9000", "[fd00:0::1]:53/udp", "53/udp"));

    @ParameterizedTest
    @CsvSource({
        "8080:80, 8080:80/tcp",
        "8000:1/tcp, 8000:1/tcp",
        "10.0.0.1:8999:80, 10.0.0.1:8999:80/tcp",
        "0.0.0.0:443:443, 443:443/tcp",
        "[::]:443:443, 443:443/tcp",
        "127.0.0.1:9000:1, 127.0.0.1:9000:1/tcp",
        "[fd00::1]:53:53/udp, [fd00:0:0:0:0:0:0:1]:53:53/udp",
        "53:5353/udp, 53:5353/udp"
    })
    void what_a_rule_names_is_granted(String asked, String whole) throws ActionFailure {
        assertThat(RULES.granted(List.of(asked)))
                .extracting(PublishedPort::whole)
                .containsExactly(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "80:80, 80/tcp",
        "7999:1, 7999/tcp",
        "9000:9000, 9000/tcp",
        "0.0.0.0:9000:9000, 9000/tcp",
        "127.0.0.2:9000:9000, 127.0.0.2:9000/tcp",
        "8080:80/udp, 8080/udp",
        "[fd00::1]:53:53, [fd00:0:0:0:0:0:0:1]:53/tcp"
    })
    void what_no_rule_names_is_refused(String asked, String named) {
        assertThat(failure(asked))
                .isEqualTo(
                        "NOT_PERMITTED: ports: "
                                + named
                                + " of the host is not one that containers may have");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80",
                ":80",
                "0:80",
                "80:0",
                "80:65536",
                "8080:80/sctp",
                "host:8080:80",
                "1.2.3:8080:80:",
                "300.1.1.1:8080:80",
                "fd00::1:8080:80",
                "8000-8001:80-81"
            })
    void what_is_no_port_is_refused(String asked) {
        assertThat(failure(asked)).isEqualTo("INVALID: ports: '" + asked + "' is none");
    }

    @Test
    void a_port_of_the_host_leads_to_one_place() throws ActionFailure {
        assertThat(failure("8080:80", "8080:81"))
                .isEqualTo("INVALID: ports: 8080/tcp of the host is given twice");
        assertThat(failure("8080:80", "127.0.0.1:8080:81"))
                .isEqualTo("INVALID: ports: 127.0.0.1:8080/tcp of the host is given twice");
        assertThat(RULES.granted(List.of("127.0.0.1:8080:80", "127.0.0.2:8080:80", "8081:80")))
                .hasSize(3);
    }

    @Test
    void by_default_none_is_allowed() {
        var failure =
                catchThrowableOfType(
                        ActionFailure.class,
                        () -> new PortRules(List.of()).granted(List.of("8080:80")));
        assertThat(failure.remedy())
                .isEqualTo("collectors.containers.actions.ports names those that are: none");
    }

    @Property
    void no_text_breaks_anything(@ForAll String text) {
        assertThat(PortRules.isRule(text) && text.isEmpty()).isFalse();
        assertThat(PublishedPort.parse(text).map(PublishedPort::whole)).isNotNull();
    }

    private static String failure(String... asked) {
        var failure =
                catchThrowableOfType(ActionFailure.class, () -> RULES.granted(List.of(asked)));
        assertThat(failure).as(String.join(" ", asked)).isNotNull();
        return failure.kind() + ": " + failure.getMessage();
    }
}
