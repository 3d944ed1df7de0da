package io.hypervigil.web.security;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One block of RFC 7468: {@code -----BEGIN CERTIFICATE-----} to its end. */
final class Pem {

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----\\s*");

    /** What OpenSSL's traditional format says of an encrypted body (RFC 1421). */
    private static final String ENCRYPTED_HEADER = "Proc-Type: 4,ENCRYPTED";

    private final String label;
    private final boolean isEncrypted;
    private final byte[] der;

    private Pem(String label, boolean isEncrypted, byte[] der) {
        this.label = label;
        this.isEncrypted = isEncrypted;
        this.der = der;
    }

    /** What it says it is: {@code CERTIFICATE}, {@code EC PRIVATE KEY}. */
    String label() {
        return label;
    }

    boolean isEncrypted() {
        return isEncrypted;
    }

    /** Its body; empty where that is encrypted. */
    byte[] der() {
        return der.clone();
    }

    /**
     * Every certificate of a text, in its order; other blocks are passed over.
     *
     * @throws MalformedPemException where there is none, or one that is none
     */
    static List<X509Certificate> certificates(String text) throws MalformedPemException {
        var certificates = new ArrayList<X509Certificate>();
        for (Pem block : blocks(text)) {
            if (block.label.equals("CERTIFICATE")) {
                certificates.add(certificate(block.der, certificates.size() + 1));
            }
        }
        if (certificates.isEmpty()) {
            throw new MalformedPemException("no PEM certificate in it");
        }
        return certificates;
    }

    /**
     * The first private key of a text.
     *
     * @throws MalformedPemException where there is none
     */
    static Pem privateKey(String text) throws MalformedPemException {
        Optional<Pem> key =
                blocks(text).stream().filter(b -> b.label.endsWith("PRIVATE KEY")).findFirst();
        return key.orElseThrow(() -> new MalformedPemException("no PEM private key in it"));
    }

    private static List<Pem> blocks(String text) throws MalformedPemException {
        var blocks = new ArrayList<Pem>();
        var begin = BEGIN.matcher(text);
        for (int from = 0; begin.find(from); ) {
            var label = begin.group(1);
            int end = text.indexOf("-----END " + label + "-----", begin.end());
            if (end < 0) {
                throw new MalformedPemException("the " + label + " block has no end");
            }
            blocks.add(block(label, text.substring(begin.end(), end)));
            from = end + label.length();
        }
        return blocks;
    }

    private static Pem block(String label, String body) throws MalformedPemException {
        if (label.startsWith("ENCRYPTED") || body.startsWith(ENCRYPTED_HEADER)) {
            return new Pem(label, true, new byte[0]);
        }
        try {
            return new Pem(label, false, Base64.getDecoder().decode(body.replaceAll("\\s", "")));
        } catch (IllegalArgumentException _) {
            throw new MalformedPemException("the " + label + " block is not base64");
        }
    }

    private static X509Certificate certificate(byte[] der, int number)
            throws MalformedPemException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException _) {
            throw new MalformedPemException("certificate " + number + " is no X.509 certificate");
        }
    }

    /** Never the body. */
    @Override
    public String toString() {
        return label;
    }
}
