package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Amazon's simple notification service, signed by the keys of the configuration.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
record Sns(
        boolean sendResolved,
        String api,
        Signature signature,
        Map<String, String> target,
        String subject,
        String text,
        Map<String, String> attributes,
        HttpSettings http)
        implements Integration {

    private static final Message.Limit SUBJECT = Message.Limit.characters(99);
    private static final Message.Limit TEXT = Message.Limit.bytes(256_000);

    /** Whose key signs, for which region. */
    record Signature(String region, Secret key, Secret secret) {

        static Signature read(YamlMapping yaml) {
            var key = yaml.text("access_key").orElse("");
            var secret = yaml.text("secret_key").orElse("");
            for (var other : new String[] {"profile", "role_arn", "external_id"}) {
                if (!yaml.text(other).orElse("").isEmpty()) {
                    throw yaml.wrong(
                            other, "only access_key and secret_key are known to this process");
                }
            }
            yaml.flag("use_fips_sts_endpoint");
            if (key.isEmpty() != secret.isEmpty()) {
                throw yaml.wrong(
                        "access_key", "an access_key and a secret_key belong together in sigv4");
            }
            if (key.isEmpty()) {
                throw yaml.wrong(
                        "access_key",
                        "messages to SNS are signed by access_key and secret_key here; no other"
                                + " source of credentials is looked for");
            }
            var region = yaml.text("region").orElse("");
            yaml.end();
            return new Signature(region, Secret.of(key), Secret.of(secret));
        }
    }

    static Sns read(Fields fields) {
        var yaml = fields.yaml();
        var target = new TreeMap<String, String>();
        put(fields, target, "TopicArn", "topic_arn");
        put(fields, target, "TargetArn", "target_arn");
        put(fields, target, "PhoneNumber", "phone_number");
        // Upstream's own condition, which lets all three together pass.
        if ((target.size() != 1) && (target.size() != 3)) {
            throw fields.wrong(
                    "must provide either a Target ARN, Topic ARN, or Phone Number for SNS config");
        }
        Fields.checkAddress(yaml, "api_url");
        var signature =
                yaml.mapping("sigv4")
                        .map(Signature::read)
                        .orElseThrow(() -> fields.wrong("missing sigv4 on sns_config"));
        return new Sns(
                fields.sendResolved(true),
                fields.text("api_url"),
                signature,
                target,
                fields.text("subject", "{{ template \"sns.default.subject\" . }}"),
                fields.text("message", "{{ template \"sns.default.message\" . }}"),
                yaml.textMap("attributes"),
                fields.http());
    }

    private static void put(Fields fields, Map<String, String> target, String name, String key) {
        var value = fields.text(key);
        if (!value.isEmpty()) {
            target.put(name, value);
        }
    }

    @Override
    public String kind() {
        return "sns";
    }

    @Override
    public Outcome send(Message message, Sending sending) {
        var address = api.isEmpty() ? "https://sns." + signature.region + ".amazonaws.com" : api;
        try {
            return AwsSignature.signed(
                            Post.form(Secret.of(address), http, form(message)),
                            address,
                            signature.region,
                            signature.key.reveal(),
                            signature.secret.reveal(),
                            sending.clock().instant())
                    .send(sending);
        } catch (IOException e) {
            return new Outcome.Later(String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private String form(Message message) {
        var form = new Form().put("Action", "Publish").put("Version", "2010-03-31");
        target.forEach((name, value) -> form.put(name, message.text(value)));
        form.putUnlessEmpty("Subject", SUBJECT.cut(message.text(subject).replaceAll("\\s+", " ")));
        form.put("Message", message.textWithin(text, TEXT));
        int number = 1;
        for (var attribute : attributes.entrySet()) {
            var prefix = "MessageAttributes.entry." + number++;
            form.put(prefix + ".Name", attribute.getKey())
                    .put(prefix + ".Value.DataType", "String")
                    .put(prefix + ".Value.StringValue", message.text(attribute.getValue()));
        }
        return form.toString();
    }
}
