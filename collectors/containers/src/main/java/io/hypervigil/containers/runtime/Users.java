package io.hypervigil.containers.runtime;

import io.hypervigil.containers.oci.StateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Users who are logged in or linger: those with a folder in /run/user. Their homes are not touched
 * here: one on a network may hang.
 */
final class Users {

    private static final int MAX_USERS = 64;
    private static final int PASSWD_FIELDS = 7;
    private static final int UID = 2;
    private static final int HOME = 5;

    /**
     * @param name the login name, or the UID where /etc/passwd has none
     * @param run {@code /run/user/UID}
     * @param home where /etc/passwd says so
     */
    record User(String name, Path run, Optional<Path> home) {}

    private record Login(String name, Path home) {}

    private Users() {}

    /** All of them but root. */
    static List<User> below(Path root) {
        var folder = root.resolve("run/user");
        var uids =
                StateFiles.names(folder).stream()
                        .filter(name -> name.matches("[1-9][0-9]{0,9}"))
                        .limit(MAX_USERS)
                        .toList();
        if (uids.isEmpty()) {
            return List.of();
        }
        var logins = logins(root);
        return uids.stream()
                .map(
                        uid -> {
                            var login = Optional.ofNullable(logins.get(uid));
                            return new User(
                                    login.map(Login::name).orElse(uid),
                                    folder.resolve(uid),
                                    login.map(Login::home));
                        })
                .toList();
    }

    private static Map<String, Login> logins(Path root) {
        var logins = new HashMap<String, Login>();
        try {
            for (String line :
                    Files.readAllLines(root.resolve("etc/passwd"), StandardCharsets.ISO_8859_1)) {
                var fields = line.split(":", -1);
                if (fields.length == PASSWD_FIELDS) {
                    home(root, fields[HOME])
                            .ifPresent(
                                    home ->
                                            logins.putIfAbsent(
                                                    fields[UID], new Login(fields[0], home)));
                }
            }
        } catch (IOException _) {
            // Then UIDs have to do.
        }
        return logins;
    }

    /** A path that this process's locale cannot spell leads nowhere. */
    private static Optional<Path> home(Path root, String path) {
        try {
            return path.startsWith("/")
                    ? Optional.of(root.resolve(path.substring(1)).normalize())
                    : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
