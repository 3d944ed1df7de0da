package io.hypervigil.admin.call;

import io.hypervigil.collect.action.Action.Role;

/**
 * Who asks.
 *
 * @param name the user of the credential
 * @param role what that user may
 */
public record Caller(String name, Role role) {

    /** Whether a role is enough: each may all that those before it may. */
    public boolean may(Role needed) {
        return role.compareTo(needed) >= 0;
    }
}
