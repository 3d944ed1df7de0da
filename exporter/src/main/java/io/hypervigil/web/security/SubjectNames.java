package io.hypervigil.web.security;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** The alternative names of a certificate that can be let in: DNS, e-mail, IP address, URI. */
final class SubjectNames {

    // GeneralName's choices, RFC 5280, 4.2.1.6.
    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;

    private SubjectNames() {}

    static List<String> of(X509Certificate certificate) throws CertificateParsingException {
        var alternatives = certificate.getSubjectAlternativeNames();
        var names = new ArrayList<String>();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                if (alternative.get(0) instanceof Integer kind
                        && alternative.get(1) instanceof String name) {
                    switch (kind) {
                        case EMAIL, DNS, URI, IP -> names.add(name);
                        default -> {}
                    }
                }
            }
        }
        return names;
    }

    /**
     * Whether a name that a certificate holds is the one that is written: to the letter, but that
     * an IP address may be written in any of its forms.
     */
    static boolean isSame(String held, String written) {
        return held.equals(written) || isSameAddress(held, written);
    }

    private static boolean isSameAddress(String held, String written) {
        try {
            return InetAddress.ofLiteral(held).equals(InetAddress.ofLiteral(written));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
