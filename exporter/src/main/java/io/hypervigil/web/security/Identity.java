package io.hypervigil.web.security;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;

/**
 * The server's certificate, those that lead to its authority, and the certificate's key.
 *
 * @param chain the certificate first
 */
record Identity(List<X509Certificate> chain, PrivateKey key) {

    /** What each kind of key signs with, to see whether it is the certificate's. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    Identity {
        chain = List.copyOf(chain);
    }

    /**
     * Takes a key in PKCS#8, PKCS#1 (RSA) or SEC1 (EC).
     *
     * @throws MalformedPemException where it is none, encrypted, or another certificate's
     */
    static Identity of(List<X509Certificate> chain, String keyText) throws MalformedPemException {
        var pem = Pem.privateKey(keyText);
        if (pem.isEncrypted()) {
            throw new MalformedPemException(
                    "the key is encrypted: there is nobody to ask for its password, decrypt it with"
                            + " 'openssl pkey -in KEY -out PLAIN' and guard it by its file mode");
        }
        var certificate = chain.getFirst().getPublicKey();
        var signature = SIGNATURES.get(certificate.getAlgorithm());
        if (signature == null) {
            throw new MalformedPemException(
                    "the certificate's key is "
                            + certificate.getAlgorithm()
                            + ", RSA, EC or Ed25519 expected");
        }
        try {
            var key = privateKey(pem, certificate);
            if (!isPair(key, certificate, signature)) {
                throw new MalformedPemException("the key does not belong to the certificate");
            }
            return new Identity(chain, key);
        } catch (InvalidKeySpecException _) {
            throw new MalformedPemException(
                    "no " + certificate.getAlgorithm() + " key, as the certificate's is");
        } catch (GeneralSecurityException e) {
            throw new MalformedPemException("the key cannot be used: " + e.getMessage());
        }
    }

    private static PrivateKey privateKey(Pem pem, PublicKey certificate)
            throws GeneralSecurityException, MalformedPemException {
        var encoded =
                switch (pem.label()) {
                    case "PRIVATE KEY" -> pem.der();
                    case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                            Der.pkcs8(certificate.getEncoded(), pem.der());
                    default ->
                            throw new MalformedPemException("a " + pem.label() + " is not known");
                };
        return KeyFactory.getInstance(certificate.getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static boolean isPair(PrivateKey key, PublicKey certificate, String algorithm)
            throws GeneralSecurityException {
        var message = certificate.getEncoded();
        var signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(message);
        var signature = signer.sign();
        var verifier = Signature.getInstance(algorithm);
        verifier.initVerify(certificate);
        verifier.update(message);
        try {
            return verifier.verify(signature);
        } catch (java.security.SignatureException _) {
            // Of another length: an RSA key of another size, an EC key on another curve.
            return false;
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return chain.getFirst().getSubjectX500Principal().toString();
    }
}
