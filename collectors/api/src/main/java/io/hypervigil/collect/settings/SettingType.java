package io.hypervigil.collect.settings;

import java.util.List;

/** What a setting can be. */
public sealed interface SettingType {

    /** How it is written, for documentation and refusals: {@code whole number}. */
    String description();

    /** One value, written as text. */
    sealed interface Scalar extends SettingType {}

    /** Any text. */
    record Text() implements Scalar {
        @Override
        public String description() {
            return "text";
        }
    }

    /** Yes or no. */
    record Switch() implements Scalar {
        @Override
        public String description() {
            return "true or false";
        }
    }

    /**
     * A whole number within bounds, both taken.
     *
     * @param isInt whether the component is an {@code int}
     */
    record Whole(boolean isInt, long min, long max) implements Scalar {
        @Override
        public String description() {
            return "whole number";
        }
    }

    /** A number within bounds, both taken. */
    record Decimal(long min, long max) implements Scalar {
        @Override
        public String description() {
            return "number";
        }
    }

    /** A time span. */
    record Span() implements Scalar {
        @Override
        public String description() {
            return "duration";
        }
    }

    /** A path; a relative one begins at the folder of the file it stands in. */
    record FilePath() implements Scalar {
        @Override
        public String description() {
            return "path";
        }
    }

    /** One of an enum's constants. */
    record Choice(List<Enum<?>> constants) implements Scalar {
        public Choice {
            constants = List.copyOf(constants);
        }

        /** How each of them is written. */
        public List<String> names() {
            return constants.stream().map(SettingNames::ofConstant).toList();
        }

        @Override
        public String description() {
            return "one of " + String.join(", ", names());
        }
    }

    /** A {@link Secret}. */
    record Hidden() implements SettingType {
        @Override
        public String description() {
            return "secret";
        }
    }

    /** Several of one type. */
    record ListOf(SettingType element) implements SettingType {
        @Override
        public String description() {
            return "list of " + element.description();
        }
    }

    /** Names with a value each. */
    record MapOf(SettingType element) implements SettingType {
        @Override
        public String description() {
            return "mapping of names to " + element.description();
        }
    }

    /** A record in a record. */
    record Nested(SettingsShape<?> shape) implements SettingType {
        @Override
        public String description() {
            return "mapping";
        }
    }

    /** A value or none. */
    record Maybe(SettingType value) implements SettingType {
        @Override
        public String description() {
            return value.description();
        }
    }
}
