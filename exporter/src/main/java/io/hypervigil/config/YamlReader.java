package io.hypervigil.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads a YAML file into values that know their line and column.
 *
 * <p>Refused: a file of more than 4 MiB, more than 64 levels, a key given twice, anchors' aliases
 * (Jackson's stream does not follow them).
 *
 * <p>Thread: any.
 */
public final class YamlReader {

    private static final long MAX_BYTES = 4 * 1024 * 1024;
    private static final int MAX_DEPTH = 64;

    private final String file;
    private final JsonParser parser;

    private YamlReader(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * The values of a file; an empty file is {@link Given.Nothing}.
     *
     * @throws SettingsException where it is no YAML
     * @throws IOException where it cannot be read
     */
    public static Given read(Path file) throws IOException, SettingsException {
        if (Files.size(file) > MAX_BYTES) {
            throw new SettingsException(List.of(file + ": larger than 4 MiB"));
        }
        return parse(file.toString(), Files.readString(file));
    }

    /** As {@link #read}, for a text under the name it has in refusals. */
    public static Given parse(String name, String yaml) throws SettingsException {
        try (var parser = new YAMLFactory().createParser(yaml)) {
            var reader = new YamlReader(name, parser);
            var token = parser.nextToken();
            if (token == null) {
                return new Given.Nothing(name);
            }
            var given = reader.value(token, 0);
            if (parser.nextToken() != null) {
                throw reader.refused("a second document");
            }
            return given;
        } catch (JsonParseException e) {
            var at = e.getLocation();
            throw new SettingsException(
                    List.of(
                            name
                                    + (at == null ? "" : place(at))
                                    + ": not YAML: "
                                    + e.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IOException e) {
            throw new SettingsException(List.of(name + ": " + e.getMessage()));
        }
    }

    private Given value(JsonToken token, int depth) throws IOException, SettingsException {
        if (depth > MAX_DEPTH) {
            throw refused("more than " + MAX_DEPTH + " levels");
        }
        return switch (token) {
            case START_OBJECT -> fields(depth);
            case START_ARRAY -> items(depth);
            case VALUE_NULL -> new Given.Nothing(here());
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                    new Given.Scalar(parser.getText(), here());
            default -> throw refused("an alias or tag, a plain value expected");
        };
    }

    private Given fields(int depth) throws IOException, SettingsException {
        var place = here();
        var fields = new LinkedHashMap<String, Given>();
        var places = new LinkedHashMap<String, String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var key = parser.currentName();
            var keyPlace = here();
            if (places.put(key, keyPlace) != null) {
                throw refused("the key '" + key + "' a second time");
            }
            fields.put(key, value(parser.nextToken(), depth + 1));
        }
        return new Given.Fields(fields, places, place);
    }

    private Given items(int depth) throws IOException, SettingsException {
        var place = here();
        var items = new ArrayList<Given>();
        for (var token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            items.add(value(token, depth + 1));
        }
        return new Given.Items(items, place);
    }

    private SettingsException refused(String what) {
        return new SettingsException(List.of(here() + ": " + what));
    }

    private String here() {
        return file + place(parser.currentTokenLocation());
    }

    private static String place(JsonLocation at) {
        return ", line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
