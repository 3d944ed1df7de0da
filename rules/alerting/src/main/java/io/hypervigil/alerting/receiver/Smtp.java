package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.http.Secret;
import io.hypervigil.alerting.http.TlsSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hands mails to a server by SMTP: RFC 5321, 3207 (STARTTLS) and 4954 (AUTH). */
final class Smtp {

    private static final int IMPLICIT_TLS_PORT = 465;

    private Smtp() {}

    /**
     * Whom to hand mails to, and how.
     *
     * @param smarthost host:port
     * @param hello as whom
     * @param requiresTls whether STARTTLS is used, and a server without it refused
     * @param forcesImplicitTls whether TLS comes first; empty: where the port is 465
     */
    record Server(
            String smarthost,
            String hello,
            boolean requiresTls,
            Optional<Boolean> forcesImplicitTls,
            TlsSettings tls,
            Login login) {

        String host() {
            var host = smarthost.substring(0, smarthost.lastIndexOf(':'));
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }

        int port() {
            return Integer.parseInt(smarthost.substring(smarthost.lastIndexOf(':') + 1));
        }

        boolean isImplicit() {
            return forcesImplicitTls.orElse(port() == IMPLICIT_TLS_PORT);
        }
    }

    /** Who is sending: a password for PLAIN and LOGIN, a secret for CRAM-MD5. */
    record Login(
            String username, String identity, Optional<Secret> password, Optional<Secret> secret) {}

    /** What the server said against it. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean isFinal;

        Refusal(boolean isFinal, String reason) {
            super(reason);
            this.isFinal = isFinal;
        }
    }

    static Outcome send(Server server, EmailDraft draft) {
        try (var session = SmtpSession.open(server)) {
            session.hello(server.hello());
            if (server.requiresTls() && !server.isImplicit()) {
                session.startTls(server);
            }
            SmtpLogin.log(session, server);
            return new Outcome.Delivered(handOver(session, draft), Map.of());
        } catch (Refusal e) {
            var reason = String.valueOf(e.getMessage());
            return e.isFinal
                    ? new Outcome.Refused(reason)
                    : new Outcome.Later(reason, Optional.empty());
        } catch (IOException e) {
            return new Outcome.Later(server.smarthost() + ": " + e.getMessage(), Optional.empty());
        } catch (NumberFormatException _) {
            return new Outcome.Refused(server.smarthost() + ": the port is no number");
        }
    }

    private static String handOver(SmtpSession session, EmailDraft draft)
            throws IOException, Refusal {
        session.expect("MAIL FROM:<" + draft.sender() + ">", 250);
        var refused = new ArrayList<Refusal>();
        var recipients = draft.recipients();
        for (var recipient : recipients) {
            try {
                session.expect("RCPT TO:<" + recipient + ">", 250, 251);
            } catch (Refusal e) {
                refused.add(e);
            }
        }
        if (refused.size() == recipients.size()) {
            throw refused.getFirst();
        }
        session.expect("DATA", 354);
        var answer = session.text(draft.mail());
        session.quit();
        return answer + told(refused);
    }

    private static String told(List<Refusal> refused) {
        return refused.isEmpty()
                ? ""
                : "; refused for " + refused.size() + ": " + refused.getFirst().getMessage();
    }
}
