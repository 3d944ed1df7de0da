package io.hypervigil.host.systemd;

/**
 * A unit as systemd lists it.
 *
 * @param name {@code ssh.service}
 * @param loadState {@code loaded} where its file was found and is right
 * @param activeState {@code active}
 * @param path its object on the bus
 */
record Unit(String name, String loadState, String activeState, String path) {

    boolean isService() {
        return name.endsWith(".service");
    }

    boolean isSocket() {
        return name.endsWith(".socket");
    }

    boolean isTimer() {
        return name.endsWith(".timer");
    }

    boolean isMount() {
        return name.endsWith(".mount");
    }

    boolean isActive() {
        return activeState.equals("active");
    }
}
