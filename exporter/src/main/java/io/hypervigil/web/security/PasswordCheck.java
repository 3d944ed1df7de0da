package io.hypervigil.web.security;

/**
 * Compares a password with a hash, in a time that depends on the hash's cost alone.
 *
 * <p>Thread: any; takes milliseconds to seconds of a core.
 */
@FunctionalInterface
interface PasswordCheck {

    boolean matches(byte[] password, PasswordHash hash);
}
