package io.hypervigil.web.security;

import java.security.Security;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Java refuses TLS 1.0 and 1.1 by policy, whatever an engine enables. Who writes {@code
 * min_version: TLS10} has clients that speak nothing else, and gets it.
 */
final class OldTls {

    private static final String POLICY = "jdk.tls.disabledAlgorithms";
    private static final String CLIENT_PROTOCOLS = "jdk.tls.client.protocols";

    private OldTls() {}

    /**
     * Lifts the policy for servers of this process. It holds from the first handshake on, so it
     * must come before; clients of this process go on with TLS 1.2 and 1.3.
     */
    static synchronized void permit() {
        if (System.getProperty(CLIENT_PROTOCOLS) == null) {
            System.setProperty(CLIENT_PROTOCOLS, "TLSv1.3,TLSv1.2");
        }
        var policy = Security.getProperty(POLICY);
        if (policy != null) {
            Security.setProperty(
                    POLICY,
                    Arrays.stream(policy.split(","))
                            .map(String::strip)
                            .filter(rule -> !rule.equals("TLSv1") && !rule.equals("TLSv1.1"))
                            .collect(Collectors.joining(", ")));
        }
    }
}
