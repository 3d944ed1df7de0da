package io.hypervigil.judging;

import io.hypervigil.alerting.rulefile.RuleFile;
import io.hypervigil.alerting.rulefile.RuleFileException;
import io.hypervigil.alerting.rulefile.RuleFileReader;
import io.hypervigil.collect.settings.NearestName;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.AlertingSection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The packs of rules that ship in the jar: {@code rules/packs} of the project. */
final class ShippedPacks {

    /** In the order in which they are judged. */
    static final List<String> NAMES =
            List.of("gpu", "vm", "host", "container", "kubernetes", "self");

    private static final String ALL = AlertingSection.ALL_PACKS;
    private static final String NONE = "none";

    /** What the links of alerts begin with, in files that do not know where they are served. */
    private static final String RUNBOOKS = "docs/runbooks/";

    private ShippedPacks() {}

    /**
     * Those that are wanted.
     *
     * @param wanted names, or {@code all}, or {@code none}
     * @param url under which people reach the process, which has the pages of their runbooks
     * @throws SettingsException where there is no such pack
     */
    static List<RuleFile> read(List<String> wanted, String url, RuleFileReader reader)
            throws SettingsException {
        for (String name : wanted) {
            if (!NAMES.contains(name) && !name.equals(ALL) && !name.equals(NONE)) {
                throw new SettingsException(
                        List.of(
                                "alerting.packs: there is no pack "
                                        + name
                                        + NearestName.of(name, NAMES)
                                                .map(near -> ", is " + near + " meant?")
                                                .orElse(
                                                        ", there are "
                                                                + String.join(", ", NAMES))));
            }
        }
        var files = new ArrayList<RuleFile>();
        for (String name : NAMES) {
            if (wanted.contains(ALL) || wanted.contains(name)) {
                files.add(read(name, url, reader));
            }
        }
        return files;
    }

    private static RuleFile read(String name, String url, RuleFileReader reader) {
        try {
            return reader.read(
                    "packs/" + name + ".yml", text(name).replace(RUNBOOKS, url + "/" + RUNBOOKS));
        } catch (RuleFileException e) {
            throw new IllegalStateException("a shipped pack is refused: " + e.getMessage(), e);
        }
    }

    /** The text of a shipped file. */
    static String text(String name) {
        var path = "/packs/" + name + ".yml";
        try (var in = ShippedPacks.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
