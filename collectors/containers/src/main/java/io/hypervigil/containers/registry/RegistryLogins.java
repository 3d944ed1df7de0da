package io.hypervigil.containers.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.containers.json.Json;
import io.hypervigil.containers.launch.ImageName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Logins to registries, as {@code docker login} keeps them in its config.json and {@code podman
 * login} in its auth.json (containers-auth.json(5)):
 *
 * <pre>
 * {"auths": {"registry.example.org": {"auth": "BASE64 of USER:PASSWORD"},
 *            "registry.example.org/team": {"auth": "…"},
 *            "https://index.docker.io/v1/": {"identitytoken": "…"}}}
 * </pre>
 *
 * <p>The file is read at each pull, so that a new password counts at once. Nothing of what is in it
 * is in an error, a log or a text of this object. Programs that keep logins (credHelpers,
 * credsStore) are not run.
 *
 * @param file empty where there are none
 */
public record RegistryLogins(Optional<Path> file) {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final String HUB = "docker.io";

    /** Docker Hub by its oldest name, which is what its login is kept under. */
    private static final String HUBS_INDEX = "index.docker.io";

    private static final String HUBS_ADDRESS = "https://index.docker.io/v1/";

    /**
     * What Docker and Podman take in the header {@code X-Registry-Auth}, a secret; empty where
     * there is no login to the image's registry.
     *
     * @throws ActionFailure where the file cannot be read or makes no sense
     */
    public Optional<String> header(ImageName image) throws ActionFailure {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var all = read(file.get());
        for (String name : names(image)) {
            for (String key : all.at("auths").keys()) {
                if (host(key).equals(name)) {
                    return Optional.of(header(image, all.at("auths", key)));
                }
            }
        }
        if (!all.at("credHelpers", image.registry()).textOrEmpty().isEmpty()
                || !all.at("credsStore").textOrEmpty().isEmpty()) {
            throw failure(
                    "the login to " + image.registry() + " is kept by a program",
                    "programs are not run: put the login itself into auths");
        }
        return Optional.empty();
    }

    /** The most particular first: {@code HOST/team/app}, {@code HOST/team}, {@code HOST}. */
    private static List<String> names(ImageName image) {
        var names = new ArrayList<String>();
        var name = image.repository();
        for (int slash = name.length(); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
            names.add(name.substring(0, slash));
        }
        if (image.registry().equals(HUB)) {
            names.add(HUBS_INDEX);
        }
        return names;
    }

    /** {@code https://HOST/v1/} is an old form of the host. */
    private static String host(String key) {
        int scheme = key.indexOf("://");
        if (scheme < 0) {
            return key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
        }
        var rest = key.substring(scheme + 3);
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    private String header(ImageName image, Json login) throws ActionFailure {
        var config = JsonNodeFactory.instance.objectNode();
        var token = login.at("identitytoken").text().filter(text -> !text.isEmpty());
        if (token.isPresent()) {
            config.put("identitytoken", token.get());
        } else {
            var pair = pair(image, login);
            int colon = pair.indexOf(':');
            config.put("username", pair.substring(0, colon));
            config.put("password", pair.substring(colon + 1));
        }
        boolean isHub = image.registry().equals(HUB);
        config.put("serveraddress", isHub ? HUBS_ADDRESS : image.registry());
        return Base64.getUrlEncoder()
                .encodeToString(config.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String pair(ImageName image, Json login) throws ActionFailure {
        var user = login.at("username").text();
        var password = login.at("password").text();
        if (user.isPresent() && password.isPresent()) {
            return user.get() + ":" + password.get();
        }
        try {
            var bytes = Base64.getDecoder().decode(login.at("auth").textOrEmpty());
            var pair = new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
            if (pair.indexOf(':') > 0) {
                return pair;
            }
        } catch (IllegalArgumentException _) {
            // Told below, without a word of it.
        }
        throw failure(
                "the login to " + image.registry() + " is no BASE64 of USER:PASSWORD",
                "docker login --config FOLDER writes one that is");
    }

    private Json read(Path path) throws ActionFailure {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw failure("more than " + MAX_BYTES + " bytes", "see that it is the right file");
            }
            return parsed(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new ActionFailure(
                    Kind.FAILED,
                    text("it cannot be read: " + e.getClass().getSimpleName()),
                    "see that it is there, and that Hypervigil's user may read it",
                    null);
        }
    }

    /** A parser's own words repeat what it cannot make sense of. */
    private Json parsed(byte[] bytes) throws ActionFailure {
        try {
            return Json.parse("registry_auth_file", bytes);
        } catch (IOException _) {
            throw failure("it is no JSON document", "docker login --config FOLDER writes one");
        }
    }

    private ActionFailure failure(String why, String remedy) {
        return new ActionFailure(Kind.FAILED, text(why), remedy, null);
    }

    private String text(String why) {
        return "registry_auth_file " + file.map(Path::toString).orElse("") + ": " + why;
    }
}
