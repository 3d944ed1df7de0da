package io.hypervigil.libvirt.cloudinit;

import io.hypervigil.collect.settings.Secret;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may log in to a new machine.
 *
 * @param user who is made, and may do all by sudo; the image's own default user where none is named
 * @param sshKeys as in {@code authorized_keys}, one each
 * @param passwordHash as in {@code /etc/shadow}, never a password
 */
public record GuestLogin(
        Optional<String> user, List<String> sshKeys, Optional<Secret> passwordHash) {

    private static final int MOST_KEYS = 32;
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
    private static final Pattern KEY =
            Pattern.compile(
                    "(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[a-z0-9@.-]{1,60} [A-Za-z0-9+/=]{16,8192}"
                            + "(?: \\P{Cntrl}{0,200})?");
    private static final Pattern HASH =
            Pattern.compile("\\$[0-9a-z]{1,4}\\$[A-Za-z0-9./$=,+-]{8,250}");

    /** Refuses what is no user, key or hash. */
    public GuestLogin {
        sshKeys = List.copyOf(sshKeys);
        if (user.filter(name -> !USER.matcher(name).matches()).isPresent()) {
            throw new IllegalArgumentException(
                    "user: lower case letters, digits, '_' and '-', at most 32, expected");
        }
        if (sshKeys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("ssh_keys: at most " + MOST_KEYS + " expected");
        }
        for (String key : sshKeys) {
            if (!KEY.matcher(key).matches()) {
                throw new IllegalArgumentException(
                        "ssh_keys: a line like 'ssh-ed25519 AAAA… comment' expected");
            }
        }
        if (passwordHash.filter(hash -> !HASH.matcher(hash.reveal()).matches()).isPresent()) {
            throw new IllegalArgumentException(
                    "password_hash: a hash like $6$… expected, as 'mkpasswd -m sha-512' makes one");
        }
    }
}
