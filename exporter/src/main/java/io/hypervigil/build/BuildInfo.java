package io.hypervigil.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this process was built from.
 *
 * @param version of the project
 * @param revision the commit, "" where it is not known
 */
public record BuildInfo(String version, String revision) {

    /** Read from the properties that the build writes beside the classes. */
    public static BuildInfo load() {
        var properties = new Properties();
        try (var in = BuildInfo.class.getResourceAsStream("/hypervigil.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildInfo(
                properties.getProperty("version", ""), properties.getProperty("revision", ""));
    }

    /** The Java runtime it runs on. */
    public String java() {
        return System.getProperty("java.version", "");
    }
}
