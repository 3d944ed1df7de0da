package io.hypervigil.admin.given;

import io.hypervigil.collect.action.Parameter;

/** What a type takes, for people, with an example where the form is not plain. */
final class TypeText {

    private TypeText() {}

    static String of(Parameter.Type type) {
        return switch (type) {
            case Parameter.Type.Text _, Parameter.Type.SecretText _ -> "text";
            case Parameter.Type.Choice(var values) -> "one of " + String.join(", ", values);
            case Parameter.Type.Whole _ -> "a whole number";
            case Parameter.Type.Decimal _ -> "a number such as 1.5";
            case Parameter.Type.Flag _ -> "true or false";
            case Parameter.Type.Span _ -> "a time span such as 30s or 1h30m";
            case Parameter.Type.Size _ -> "a size such as 4GiB";
            case Parameter.Type.ListOf(var element, int _) -> "a list, each of it " + of(element);
            case Parameter.Type.Pairs _ -> "names with their values, NAME=VALUE";
        };
    }
}
