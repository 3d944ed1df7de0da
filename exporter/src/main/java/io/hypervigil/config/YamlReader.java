package io.hypervigil.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads a YAML file into values that know their line and column.
 *
 * <p>Refused: a file of more than 2 MiB, more than 64 levels, a key given twice, a second document,
 * and aliases and tags, which say one thing and mean another.
 *
 * <p>Thread: any.
 */
public final class YamlReader {

    private static final int MAX_BYTES = 2 * 1024 * 1024;
    private static final int MAX_DEPTH = 64;

    private final String file;
    private final YAMLParser parser;

    private YamlReader(String file, YAMLParser parser) {
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
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new SettingsException(List.of(file + ": larger than 2 MiB"));
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return parse(file.toString(), text.toString());
        } catch (CharacterCodingException _) {
            throw new SettingsException(List.of(file + ": not UTF-8"));
        }
    }

    /** As {@link #read}, for a text under the name it has in refusals. */
    public static Given parse(String name, String yaml) throws SettingsException {
        var text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
        try (var parser = new YAMLFactory().createParser(text)) {
            return new YamlReader(name, parser).document();
        } catch (JsonProcessingException e) {
            throw new SettingsException(List.of(YamlFlaw.of(e).in(name)));
        } catch (IOException e) {
            throw new SettingsException(List.of(name + ": " + e.getMessage()));
        }
    }

    private Given document() throws IOException, SettingsException {
        var token = parser.nextToken();
        if (token == null) {
            return new Given.Nothing(file);
        }
        var given = value(token, 0);
        if (parser.nextToken() != null) {
            throw refused("a second document");
        }
        return given;
    }

    private Given value(JsonToken token, int depth) throws IOException, SettingsException {
        if (depth > MAX_DEPTH) {
            throw refused("more than " + MAX_DEPTH + " levels");
        }
        if (parser.isCurrentAlias() || parser.getTypeId() != null) {
            throw refused("an alias or a tag, a plain value expected");
        }
        return switch (token) {
            case START_OBJECT -> fields(depth);
            case START_ARRAY -> items(depth);
            case VALUE_NULL -> new Given.Nothing(here());
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                    new Given.Scalar(parser.getText(), here());
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw refused("a plain value expected");
        };
    }

    private Given fields(int depth) throws IOException, SettingsException {
        var place = here();
        var fields = new LinkedHashMap<String, Given>();
        var places = new LinkedHashMap<String, String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var key = parser.currentName();
            if (places.put(key, here()) != null) {
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
