package io.hypervigil.cli;

import io.hypervigil.config.Flag;
import io.hypervigil.config.FlagCatalog;
import io.hypervigil.config.FlagValues;
import java.util.List;
import java.util.Optional;

/**
 * Recognises a plain, faultless {@code serve} with its flags, without picocli: loading that costs
 * 40 ms of the 500 that a start may take. All else, faults and questions for help among it, is left
 * to picocli, which takes the same flags from the same catalog.
 */
final class PlainServe {

    /** Taken for the end by picocli wherever it stands. */
    private static final String END_OF_FLAGS = "--";

    private final FlagCatalog catalog;
    private final List<String> words;
    private int at;

    private PlainServe(FlagCatalog catalog, List<String> words) {
        this.catalog = catalog;
        this.words = words;
    }

    /** The flags, or empty where the words behind {@code serve} are anything but plain. */
    static Optional<FlagValues> flags(FlagCatalog catalog, List<String> words) {
        return new PlainServe(catalog, words).read();
    }

    private Optional<FlagValues> read() {
        var values = Optional.of(FlagValues.NONE);
        while (at < words.size() && values.isPresent()) {
            values = next(values.get());
        }
        return values;
    }

    private Optional<FlagValues> next(FlagValues before) {
        var word = words.get(at++);
        int equals = word.indexOf('=');
        var name = equals < 0 ? word : word.substring(0, equals);
        var flag = catalog.named(name);
        if (flag == null) {
            var negated = equals < 0 ? catalog.negated(name) : null;
            return negated == null ? Optional.empty() : before.with(negated, name, "false");
        }
        if (flag.form() == Flag.Form.SWITCH) {
            return equals < 0 ? before.with(flag, name, "true") : Optional.empty();
        }
        if (equals >= 0) {
            var value = word.substring(equals + 1);
            return value.equals(END_OF_FLAGS) ? Optional.empty() : before.with(flag, name, value);
        }
        return at < words.size() && !words.get(at).startsWith("-")
                ? before.with(flag, name, words.get(at++))
                : Optional.empty();
    }
}
