package io.hypervigil.collect.pci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PciAddressTest {

    @Test
    void an_address_of_the_kernels_has_four_parts() {
        assertThat(PciAddress.of("10000:e1:1f.7"))
                .hasValue(new PciAddress("10000", "e1", "1f", "7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "pci0000:00",
                "0000:00:00",
                "0000:00:00.8",
                "0000:0g:00.0",
                "0000:00:20.0",
                "00:00.0",
                "0000:3B:00.0",
                "000000000:3b:00.0",
                "0000:3b:00.0\n",
                "../0000:3b:00.0"
            })
    void what_is_none_is_empty_and_cannot_be_made(String text) {
        assertThat(PciAddress.of(text)).isEmpty();
        assertThatThrownBy(() -> new PciAddress(text, "3b", "00", "0"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "3b:00.0, 0000:3b:00.0",
        "00000000:3B:00.0, 0000:3b:00.0",
        "00010000:AB:1f.7, 10000:ab:1f.7",
        "ffffffff:ff:1f.7, ffffffff:ff:1f.7",
        "GPU-1, gpu-1",
        "0000:3b:00.8, 0000:3b:00.8"
    })
    void what_others_write_becomes_the_kernels(String text, String kernels) {
        assertThat(PciAddress.normal(text)).isEqualTo(kernels);
    }

    @Test
    void numbers_that_are_too_large_make_none() {
        assertThat(PciAddress.of(0, 0x100, 0, 0)).isEmpty();
        assertThat(PciAddress.of(0, 0, 0x20, 0)).isEmpty();
        assertThat(PciAddress.of(0, 0, 0, 8)).isEmpty();
        assertThat(PciAddress.of(0, -1, 0, 0)).isEmpty();
    }

    @Property
    void what_is_made_of_numbers_is_read_again(
            @ForAll int domain,
            @ForAll @IntRange(max = 0xFF) int bus,
            @ForAll @IntRange(max = 0x1F) int device,
            @ForAll @IntRange(max = 7) int function) {
        var address = PciAddress.of(domain, bus, device, function);

        assertThat(address).isPresent();
        assertThat(PciAddress.of(address.get().toString())).isEqualTo(address);
        assertThat(PciAddress.parse(address.get().toString())).isEqualTo(address);
    }
}
