package io.hypervigil.alerting.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MailAddressesTest {

    @Test
    void a_list_ends_an_address_at_commas_that_are_no_part_of_it() {
        var list = "a@x, \"q, z\" <b@x>, (one, (two)) c@x (so \\) it, is), \"d, \\\"e\"@x, F <f@x>";

        assertThat(MailAddresses.split(list).stream().map(one -> MailAddresses.bare(one).get()))
                .containsExactly("a@x", "b@x", "c@x", "\"d, \\\"e\"@x", "f@x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a b@x",
                "a@x>",
                "\"a@x",
                "a@x\nRCPT",
                "<>",
                "<a@x> b",
                "(a@x",
                "(a@x)",
                "\"",
                "\\",
                "(\\"
            })
    void what_is_no_address_is_none(String text) {
        assertThat(MailAddresses.split(text))
                .allSatisfy(one -> assertThat(MailAddresses.bare(one)).isEmpty());
    }
}
