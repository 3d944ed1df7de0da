package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.receiver.Smtp.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A mail with its templates expanded: RFC 5322 and MIME, text and HTML as alternatives. */
record EmailDraft(Email email, Message message, Instant now) {

    private static final Pattern IN_BRACKETS = Pattern.compile("<([^<>]*)>\\s*$");
    private static final String SUBJECT = "{{ template \"email.default.subject\" . }}";
    private static final Message.Limit HEADER = Message.Limit.characters(900);
    // An encoded word is at most 75 characters long, RFC 2047: 45 bytes of text.
    private static final int ENCODED_WORD_BYTES = 45;

    String sender() throws Refusal {
        return address(String.join(",", MailAddresses.split(message.text(email.from()))));
    }

    List<String> recipients() throws Refusal {
        var recipients = new ArrayList<String>();
        for (var one : MailAddresses.split(message.text(email.to()))) {
            recipients.add(address(one));
        }
        return recipients;
    }

    private static String address(String text) throws Refusal {
        return MailAddresses.bare(text)
                .orElseThrow(
                        () -> new Refusal(true, "\"" + onOneLine(text) + "\" is no mail address"));
    }

    /** The whole of it, with lines ending as SMTP has them. */
    String mail() {
        var mail = new StringBuilder();
        headers().forEach((name, text) -> mail.append(header(name, text)));
        mail.append("MIME-Version: 1.0\r\n");
        var boundary = "=_" + message.newsKey().substring(0, 24);
        mail.append("Content-Type: multipart/alternative; boundary=\"").append(boundary);
        mail.append("\"\r\n\r\n");
        // The richest comes last, RFC 2046.
        part(mail, boundary, "plain", message.text(email.text()));
        part(mail, boundary, "html", message.html(email.html()));
        return mail.append("--").append(boundary).append("--").toString();
    }

    private Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("From", message.text(email.from()));
        headers.put("To", message.text(email.to()));
        headers.put("Subject", message.text(SUBJECT));
        headers.put(
                "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
        // The same when it is sent again, so that a mailbox can tell.
        headers.put("Message-Id", id(message.newsKey()));
        email.threads().ifPresent(by -> thread(headers, by));
        email.headers().forEach((name, text) -> headers.put(name, message.text(text)));
        return headers;
    }

    private void thread(Map<String, String> headers, String by) {
        var day = message.notification().at().atOffset(ZoneOffset.UTC).toLocalDate();
        var thread = message.hashedKey() + (by.equals("daily") ? "-" + day : "");
        headers.put("References", id(thread));
        headers.put("In-Reply-To", id(thread));
    }

    private String id(String key) {
        return "<" + key + "@" + onOneLine(email.server().hello()) + ">";
    }

    private static void part(StringBuilder mail, String boundary, String kind, String text) {
        if (text.isEmpty()) {
            return;
        }
        mail.append("--").append(boundary).append("\r\nContent-Type: text/").append(kind);
        mail.append("; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        mail.append(Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        mail.append("\r\n");
    }

    private static String header(String name, String text) {
        return onOneLine(name) + ": " + encoded(HEADER.cut(onOneLine(text))) + "\r\n";
    }

    /** Nothing that comes from outside begins a line of its own. */
    static String onOneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static String encoded(String text) {
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            return text;
        }
        // An address after a name must stay as it is.
        var bracketed = IN_BRACKETS.matcher(text);
        if (bracketed.find() && MailAddresses.bare(bracketed.group(1)).isPresent()) {
            return words(text.substring(0, bracketed.start()).strip()) + " " + bracketed.group();
        }
        return words(text);
    }

    private static String words(String text) {
        var words = new StringBuilder();
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(from + ENCODED_WORD_BYTES, bytes.length);
            while ((to < bytes.length) && ((bytes[to] & 0xC0) == 0x80)) {
                to--;
            }
            words.append(words.isEmpty() ? "" : "\r\n ").append("=?UTF-8?B?");
            words.append(Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, to)));
            words.append("?=");
            from = to;
        }
        return words.toString();
    }
}
