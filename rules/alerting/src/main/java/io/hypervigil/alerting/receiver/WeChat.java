package io.hypervigil.alerting.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hypervigil.alerting.http.HttpAnswer;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * WeChat Work: a token for the secret, then the message.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/90236">messages</a>
 */
record WeChat(
        boolean sendResolved,
        Secret secret,
        Secret api,
        String corporation,
        Map<String, String> texts,
        boolean isMarkdown,
        HttpSettings http)
        implements Integration {

    private static final Message.Limit TEXT = Message.Limit.bytes(2_048);
    // Busy, token invalid or expired, too many requests.
    private static final Set<Integer> PASSING = Set.of(-1, 40014, 42001, 45009, 45033);

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "message", template("message"),
                    "to_user", template("to_user"),
                    "to_party", template("to_party"),
                    "to_tag", template("to_tag"),
                    "agent_id", template("agent_id"));

    private static String template(String name) {
        return "{{ template \"wechat.default." + name + "\" . }}";
    }

    static WeChat read(Fields fields) {
        var type = fields.text("message_type");
        if (!Set.of("", "text", "markdown").contains(type)) {
            throw fields.yaml()
                    .wrong("message_type", "\"" + type + "\" is neither text nor markdown");
        }
        var secret = fields.secretOrGlobal("api_secret", "wechat_api_secret", "Wechat Api Secret");
        var corporation = fields.textOrGlobal("corp_id", "wechat_api_corp_id");
        if (corporation.isEmpty()) {
            throw fields.wrong("no global Wechat CorpID set");
        }
        var texts = new HashMap<String, String>();
        DEFAULTS.forEach((key, text) -> texts.put(key, fields.text(key, text)));
        return new WeChat(
                fields.sendResolved(false),
                secret,
                fields.addressOrGlobal("api_url", "wechat_api_url", "Wechat URL"),
                corporation,
                texts,
                type.equals("markdown"),
                fields.http());
    }

    @Override
    public String kind() {
        return "wechat";
    }

    private record Token(Outcome outcome, String text) {}

    @Override
    public Outcome send(Message message, Sending sending) {
        var token = token(message, sending);
        if (token.text.isEmpty()) {
            return token.outcome;
        }
        var address =
                Secret.of(
                        new Secret.WithoutSlash(api),
                        Secret.of("/message/send?access_token="),
                        Secret.of(Form.encoded(token.text)));
        return Post.json(address, http, body(message)).send(sending, a -> judged(a, sending));
    }

    private Token token(Message message, Sending sending) {
        var address =
                Secret.of(
                        new Secret.WithoutSlash(api),
                        Secret.of("/gettoken?corpid="),
                        Secret.of(Form.encoded(message.text(corporation))),
                        Secret.of("&corpsecret="),
                        secret);
        var got = new String[] {""};
        var outcome =
                Post.form(address, http, "")
                        .method("GET")
                        .send(
                                sending,
                                answer -> {
                                    var judged = judged(answer, sending);
                                    got[0] = token(answer);
                                    return judged;
                                });
        return outcome instanceof Outcome.Delivered && got[0].isEmpty()
                ? new Token(new Outcome.Refused("no access token in the answer"), "")
                : new Token(outcome, outcome instanceof Outcome.Delivered ? got[0] : "");
    }

    private static String token(HttpAnswer answer) {
        return Json.read(answer.body()).map(j -> j.path("access_token").asText("")).orElse("");
    }

    private JsonNode body(Message message) {
        var type = isMarkdown ? "markdown" : "text";
        var text = message.textWithin(texts.getOrDefault("message", ""), TEXT);
        return Json.object()
                .put(type, JsonNodeFactory.instance.objectNode().put("content", text))
                .putUnlessEmpty("touser", expanded(message, "to_user"))
                .putUnlessEmpty("toparty", expanded(message, "to_party"))
                .putUnlessEmpty("totag", expanded(message, "to_tag"))
                .putUnlessEmpty("agentid", expanded(message, "agent_id"))
                .put("safe", "0")
                .put("msgtype", type)
                .node();
    }

    private String expanded(Message message, String key) {
        return message.text(texts.getOrDefault(key, ""));
    }

    // Every answer is 200, with the fault's number in its body. Only the number is told on: the
    // answer to the first request holds the token.
    private static Outcome judged(HttpAnswer answer, Sending sending) {
        int code =
                answer.isGood()
                        ? Json.read(answer.body()).map(j -> j.path("errcode").asInt(0)).orElse(0)
                        : 0;
        if (code != 0) {
            return PASSING.contains(code)
                    ? new Outcome.Later("errcode " + code, Optional.empty())
                    : new Outcome.Refused("errcode " + code);
        }
        return answer.isGood()
                ? new Outcome.Delivered("status " + answer.status(), Map.of())
                : Post.judged(answer, sending);
    }
}
