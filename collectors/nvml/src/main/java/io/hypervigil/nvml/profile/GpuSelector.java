package io.hypervigil.nvml.profile;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which GPUs a profile is for. Written {@code all}, {@code GPU-…} or {@code model:.*H100.*}. */
public sealed interface GpuSelector {

    /** Each. */
    record All() implements GpuSelector {
        @Override
        public String text() {
            return "all";
        }

        @Override
        public boolean takes(String uuid, String model) {
            return true;
        }
    }

    /** One. */
    record Uuid(String uuid) implements GpuSelector {
        @Override
        public String text() {
            return uuid;
        }

        @Override
        public boolean takes(String other, String model) {
            return uuid.equals(other);
        }
    }

    /** Those whose name matches as a whole. */
    record Model(String pattern) implements GpuSelector {

        private static final String PREFIX = "model:";

        /** Refuses what is no pattern. */
        public Model {
            if (pattern.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "'" + pattern.strip() + "': no pattern, one line expected");
            }
            try {
                var _ = Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "'" + pattern + "': no pattern, " + e.getDescription(), e);
            }
        }

        @Override
        public String text() {
            return PREFIX + pattern;
        }

        @Override
        public boolean takes(String uuid, String model) {
            return Pattern.matches(pattern, model);
        }
    }

    /** As people write it. */
    String text();

    /** Whether it is for a GPU. */
    boolean takes(String uuid, String model);

    /**
     * @throws IllegalArgumentException where it is none of them
     */
    static GpuSelector parse(String text) {
        var stripped = text.strip();
        if (stripped.equals("all")) {
            return new All();
        }
        if (stripped.startsWith(Model.PREFIX)) {
            return new Model(stripped.substring(Model.PREFIX.length()));
        }
        if (stripped.matches("GPU-[0-9A-Za-z-]{1,60}")) {
            return new Uuid(stripped);
        }
        throw new IllegalArgumentException(
                "'" + text + "': all, a UUID like GPU-…, or model:PATTERN expected");
    }
}
