package io.hypervigil.host.inventory;

import java.util.Properties;
import java.util.stream.Stream;
import oshi.util.FileUtil;

/**
 * The name of a processor's design, out of OSHI's table.
 *
 * <p>Looked up here and not by OSHI 7.5, whose way to a processor starts dmidecode and lshw, takes
 * a family's entry before its models' (an EPYC 9654 of Zen 4 is Zen 3) and finds no Arm design.
 */
final class Microarchitecture {

    private static final String ARM_LIMITED = "0x41";

    /** Read when the first processor is named. */
    private static final class Table {
        private static final Properties NAMES =
                FileUtil.readPropertiesFromFilename("oshi.architecture.properties");
    }

    private Microarchitecture() {}

    /** {@code Sapphire Rapids}, or "" where the table does not have it. */
    static String of(Processors.Design design) {
        return keys(design)
                .map(key -> Table.NAMES.getProperty(key, ""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** From the closest to the widest. */
    private static Stream<String> keys(Processors.Design design) {
        if (design.vendor().equals(ARM_LIMITED)) {
            return Stream.of("arm." + design.model());
        }
        var family = (design.vendor().contains("AMD") ? "amd." : "") + design.family();
        var model = family + "." + design.model();
        var models = Stream.of(model + "." + design.stepping(), model);
        return isOneDesign(family) ? Stream.concat(models, Stream.of(family)) : models;
    }

    /** A family whose models the table tells apart is not one design. */
    private static boolean isOneDesign(String family) {
        return Table.NAMES.stringPropertyNames().stream()
                .noneMatch(key -> key.startsWith(family + "."));
    }
}
