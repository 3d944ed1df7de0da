package io.hypervigil.kubernetes.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.kubernetes.protobuf.MalformedProtobufException;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever comes over the socket. */
final class PodResourcesPropertiesTest {

    /** One pod: p in n, with the container c that has the device d of the resource r. */
    private static final byte[] WHOLE =
            HexFormat.of().parseHex("0a130a017012016e1a0b0a016312060a0172120164");

    @Test
    void a_message_is_read() throws Exception {
        assertThat(PodResources.decode(WHOLE))
                .hasToString(
                        "[PodDevices[namespace=n, name=p, containers=[ContainerDevices[name=c,"
                                + " given=[PluginDevices[resource=r, devices=[d]]]]]]]");
    }

    @Property
    void any_bytes_are_read_or_refused(@ForAll byte[] message) {
        readOrRefuse(message);
    }

    @Property
    void any_change_of_a_message_is_read_or_refused(@ForAll("changed") byte[] message) {
        readOrRefuse(message);
    }

    @Provide
    Arbitrary<byte[]> changed() {
        var places = Arbitraries.integers().between(0, WHOLE.length - 1);
        var values = Arbitraries.bytes();
        var ends = Arbitraries.integers().between(1, WHOLE.length);
        return places.flatMap(
                place ->
                        values.flatMap(
                                value ->
                                        ends.map(
                                                end -> {
                                                    var copy = WHOLE.clone();
                                                    copy[place] = value;
                                                    return Arrays.copyOf(copy, end);
                                                })));
    }

    private static void readOrRefuse(byte[] message) {
        try {
            assertThat(PodResources.decode(message)).isNotNull();
        } catch (MalformedProtobufException e) {
            assertThat(e).message().isNotBlank();
        }
    }
}
