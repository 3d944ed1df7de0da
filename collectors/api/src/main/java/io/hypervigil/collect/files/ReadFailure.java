package io.hypervigil.collect.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says why a file that a user named could not be read: the exceptions themselves say its path. */
public final class ReadFailure {

    private ReadFailure() {}

    /** One sentence, path first: {@code /etc/x.csv does not exist}. */
    public static String of(Path file, IOException cause) {
        return switch (cause) {
            case NoSuchFileException _ -> file + " does not exist";
            case AccessDeniedException _ -> file + " may not be read by this process";
            default -> file + " cannot be read: " + cause.getMessage();
        };
    }
}
