package io.hypervigil.alerting.http;

import io.hypervigil.alerting.yaml.YamlMapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a request is signed with; secrets are read when the request is made. */
public sealed interface Credentials {

    /** Nothing. */
    record None() implements Credentials {}

    /** A name and a password, as RFC 7617 has them. */
    record Basic(Optional<Secret> username, Optional<Secret> password) implements Credentials {
        String header() throws IOException {
            var text = revealed(username) + ":" + revealed(password);
            return "Basic "
                    + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A kind, such as {@code Bearer}, and a token. */
    record Token(String type, Optional<Secret> token) implements Credentials {
        String header() throws IOException {
            return (type + " " + revealed(token)).strip();
        }
    }

    /** A token that is fetched with the client's own credentials, RFC 6749 section 4.4. */
    record OAuth2(
            String clientId,
            Optional<Secret> clientSecret,
            String tokenUrl,
            String scope,
            Map<String, String> parameters)
            implements Credentials {
        public OAuth2 {
            parameters = Map.copyOf(parameters);
        }
    }

    private static String revealed(Optional<Secret> secret) throws IOException {
        return secret.isPresent() ? secret.get().reveal() : "";
    }

    /** Reads those of an {@code http_config}, at most one kind of them. */
    static Credentials read(YamlMapping yaml) {
        var bearer = SecretFields.oneOf(yaml, "bearer_token", "bearer_token_file");
        var basic = yaml.mapping("basic_auth");
        var authorization = yaml.mapping("authorization");
        var oauth2 = yaml.mapping("oauth2");
        long kinds =
                Stream.of(bearer, basic, authorization, oauth2).filter(Optional::isPresent).count();
        if (kinds > 1) {
            throw yaml.wrong(
                    authorization.isPresent() ? "authorization" : "basic_auth",
                    "at most one of basic_auth, oauth2, authorization, bearer_token &"
                            + " bearer_token_file must be configured");
        }
        return bearer.<Credentials>map(token -> new Token("Bearer", Optional.of(token)))
                .or(() -> basic.map(Credentials::basic))
                .or(() -> authorization.map(Credentials::token))
                .or(() -> oauth2.map(Credentials::oauth2))
                .orElseGet(None::new);
    }

    private static Credentials basic(YamlMapping yaml) {
        var basic =
                new Basic(
                        SecretFields.oneOf(yaml, "username", "username_file"),
                        SecretFields.oneOf(yaml, "password", "password_file"));
        yaml.end();
        return basic;
    }

    private static Credentials token(YamlMapping yaml) {
        var type = yaml.text("type").map(String::strip).filter(t -> !t.isEmpty()).orElse("Bearer");
        if (type.equalsIgnoreCase("basic")) {
            throw yaml.wrong("type", "cannot be basic: use basic_auth instead");
        }
        var token = new Token(type, SecretFields.oneOf(yaml, "credentials", "credentials_file"));
        yaml.end();
        return token;
    }

    private static Credentials oauth2(YamlMapping yaml) {
        var id = yaml.text("client_id").orElse("");
        if (id.isEmpty()) {
            throw yaml.wrong("client_id", "oauth2 client_id must be configured");
        }
        var url = yaml.text("token_url").orElse("");
        if (url.isEmpty()) {
            throw yaml.wrong("token_url", "oauth2 token_url must be configured");
        }
        var oauth2 =
                new OAuth2(
                        id,
                        SecretFields.oneOf(yaml, "client_secret", "client_secret_file"),
                        url,
                        String.join(" ", yaml.texts("scopes")),
                        yaml.textMap("endpoint_params"));
        // The token is asked for by the settings of the configuration around it.
        yaml.mapping("tls_config").ifPresent(TlsSettings::read);
        ProxySettings.read(yaml);
        yaml.end();
        return oauth2;
    }
}
