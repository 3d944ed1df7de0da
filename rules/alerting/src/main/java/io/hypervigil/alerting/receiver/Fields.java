package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.Addresses;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.http.SecretFields;
import io.hypervigil.alerting.yaml.YamlException;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.util.Optional;

/** The fields of one integration, read as Alertmanager reads them. */
record Fields(YamlMapping yaml, GlobalConfig global) {

    /** A text; an empty one that is written replaces the default, too. */
    String text(String key, String otherwise) {
        return yaml.text(key).orElse(otherwise);
    }

    String text(String key) {
        return text(key, "");
    }

    String required(String key, String kind) {
        var value = text(key);
        if (value.isEmpty()) {
            throw yaml.wrong(key, "missing " + key + " on " + kind);
        }
        return value;
    }

    /** A text, or else what the global section says. */
    String textOrGlobal(String key, String globalKey) {
        var own = text(key);
        return own.isEmpty() ? global.text(globalKey) : own;
    }

    boolean flag(String key) {
        return yaml.flag(key).orElse(false);
    }

    boolean sendResolved(boolean otherwise) {
        return yaml.flag("send_resolved").orElse(otherwise);
    }

    HttpSettings http() {
        return yaml.mapping("http_config").map(HttpSettings::read).orElseGet(global::http);
    }

    Optional<Secret> secret(String key) {
        return SecretFields.oneOf(yaml, key, key + "_file");
    }

    Secret requiredSecret(String key) {
        return secret(key)
                .orElseThrow(
                        () -> wrong("one of " + key + " or " + key + "_file must be configured"));
    }

    /** A secret, or else the one of the global section. */
    Secret secretOrGlobal(String key, String globalKey, String what) {
        return secret(key)
                .or(() -> global.secret(globalKey))
                .orElseThrow(() -> wrong("no global " + what + " set either inline or in a file"));
    }

    /** An address that is kept secret, since it often holds a token. */
    Optional<Secret> address(String key) {
        checkAddress(yaml, key);
        return secret(key);
    }

    Secret requiredAddress(String key) {
        checkAddress(yaml, key);
        return requiredSecret(key);
    }

    /** An address, or else the one of the global section. */
    Secret addressOrGlobal(String key, String globalKey, String what) {
        checkAddress(yaml, key);
        var own = text(key);
        var text = own.isEmpty() ? global.text(globalKey) : own;
        if (text.isEmpty()) {
            throw wrong("no global " + what + " set");
        }
        return Secret.of(text);
    }

    /** An address that the service itself does not protect. */
    static void checkAddress(YamlMapping yaml, String key) {
        var text = yaml.text(key).orElse("");
        if (!text.isEmpty() && !text.contains("{{") && Addresses.parsed(text).isEmpty()) {
            throw yaml.wrong(key, "unsupported address: http or https and a host expected");
        }
    }

    YamlException wrong(String what) {
        return new YamlException(yaml.place(), what);
    }
}
