package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.Locale;
import java.util.Optional;

/**
 * What a domain boots.
 *
 * @param type {@code hvm}, {@code linux} (a Xen guest that knows so), {@code xenpvh}, {@code exe}
 * @param arch {@code x86_64}, {@code aarch64}
 * @param machine {@code pc-q35-7.2}
 * @param firmware {@code efi} or {@code bios}, where it is said
 */
public record OperatingSystem(
        Optional<String> type,
        Optional<String> arch,
        Optional<String> machine,
        Optional<String> firmware) {

    static OperatingSystem of(Element os) {
        var type = os.at("type");
        return new OperatingSystem(
                type.content(),
                type.attribute("arch"),
                type.attribute("machine"),
                os.attribute("firmware").or(() -> loader(os.at("loader"))));
    }

    /** A loader in flash is EFI's; one in a ROM is a BIOS, but where Xen has EFI so. */
    private static Optional<String> loader(Element loader) {
        return loader.attribute("type")
                .flatMap(
                        type ->
                                switch (type) {
                                    case "pflash" -> Optional.of("efi");
                                    case "rom" -> Optional.of(isEfi(loader) ? "efi" : "bios");
                                    default -> Optional.empty();
                                });
    }

    private static boolean isEfi(Element loader) {
        return loader.text().toLowerCase(Locale.ROOT).contains("ovmf");
    }
}
