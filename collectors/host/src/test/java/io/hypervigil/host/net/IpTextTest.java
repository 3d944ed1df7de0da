package io.hypervigil.host.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IpTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "2001:db8::",
                "2001:db8::1:0:0:1",
                "2001:0:0:1::1",
                "2001:db8:1:1:1:1:0:1",
                "1:2:3:4:5:6:7:8",
                "ff02::1:ff00:1",
            })
    void an_address_has_one_text(String text) throws UnknownHostException {
        assertThat(IpText.of(InetAddress.getByName(text).getAddress())).isEqualTo(text);
    }

    @Property
    void the_text_leads_back_to_the_address(@ForAll @Size(16) byte[] address)
            throws UnknownHostException {
        var parsed = InetAddress.getByName(IpText.of(address));

        assertThat(parsed).isEqualTo(InetAddress.getByAddress(address));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, link-local",
        "169.254.3.1, link-local",
        "fe80::1, link-local",
        "ff02::1, link-local",
        "ff01::1, interface-local",
        "192.0.2.1, global",
        "2001:db8::1, global",
        "10.0.0.1, global",
        "0.0.0.0, ''",
        "ff0e::1, ''",
    })
    void an_address_reaches_as_far_as_its_scope(String address, String scope)
            throws UnknownHostException {
        assertThat(DeviceAddresses.scope(InetAddress.getByName(address))).isEqualTo(scope);
    }
}
